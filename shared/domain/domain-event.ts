import * as z from 'zod/mini'
import { accountEvents } from './events/account.ts'
import { accountEmailEvents } from './events/account-emails.ts'
import { circleEvents } from './events/circles.ts'
import type { Counted, EventDefinition } from './events/definition.ts'
import { deliveryEvents } from './events/delivery.ts'
import { instant } from './events/fields.ts'
import { invitationEvents } from './events/invitations.ts'
import { mirrorEvents } from './events/mirror.ts'
import { progressEvents } from './events/progress.ts'
import { reflectionEvents } from './events/reflections.ts'
import { roundEvents } from './events/rounds.ts'
import { signUpEvents } from './events/sign-up.ts'

type Areas = [
  typeof signUpEvents,
  typeof accountEmailEvents,
  typeof progressEvents,
  typeof mirrorEvents,
  typeof deliveryEvents,
  typeof accountEvents,
  typeof reflectionEvents,
  typeof roundEvents,
  typeof circleEvents,
  typeof invitationEvents,
]
/** Names that an area shares with an earlier one. A spread would silently keep only the later definition. */
type DefinedTwice<A extends readonly object[], Before = never> = A extends readonly [
  infer Area extends object,
  ...infer Others extends object[],
]
  ? (keyof Area & Before) | DefinedTwice<Others, Before | keyof Area>
  : never

/** Every event's definition by its name, which is in the past tense. A name defined twice does not compile. */
export const eventDefinitions = {
  ...signUpEvents,
  ...accountEmailEvents,
  ...progressEvents,
  ...mirrorEvents,
  ...deliveryEvents,
  ...accountEvents,
  ...reflectionEvents,
  ...roundEvents,
  ...circleEvents,
  ...invitationEvents,
} as const satisfies { readonly [T in DefinedTwice<Areas>]: 'An event of another area has this name.' }
type Definitions = typeof eventDefinitions

/** An event's name. */
export type EventType = keyof Definitions
export const eventTypes = Object.keys(eventDefinitions) as readonly EventType[]
/** The definition of an event type. */
export const definitionOf = (type: EventType): EventDefinition => eventDefinitions[type]

type SchemaOf<T extends EventType, Fields extends z.core.$ZodShape> = z.ZodMiniObject<
  Fields & { type: z.ZodMiniLiteral<T>; at: typeof instant }
>
/** The event of that name. */
export type EventOf<T extends EventType> = {
  [K in T]: z.infer<SchemaOf<K, Definitions[K]['fields']>>
}[T]
/** A domain event, with the data that `evolve` needs. */
export type DomainEvent = EventOf<EventType>

const schemaOf = (type: EventType) =>
  z.object({ type: z.literal(type), at: instant, ...eventDefinitions[type].fields })

function schemaOfAll(): z.ZodMiniType<DomainEvent> {
  const [one, ...others] = eventTypes.map(schemaOf)
  if (!one) throw new Error('No event is defined.')
  return z.discriminatedUnion('type', [one, ...others]) as unknown as z.ZodMiniType<DomainEvent>
}

// Pure: bundles that read no events are made without it.
export const DomainEvent = /* @__PURE__ */ schemaOfAll()

/** The events that go onto the bus. */
export type PublishedType = {
  [T in EventType]: Definitions[T]['bus'] extends 'off' ? never : T
}[EventType]
/** The fields that events carry on the bus. */
export type CarriedField = {
  [T in PublishedType]: Definitions[T]['bus']['carries'][number]
}[PublishedType]

/** Whether events of this type go onto the bus. */
export const isPublished = (type: EventType): type is PublishedType => eventDefinitions[type].bus !== 'off'
/** Whether an event goes onto the bus. */
export const isOnBus = (event: DomainEvent): event is EventOf<PublishedType> => isPublished(event.type)

/** The events about a person, a journey of theirs, or a module. */
export type EventAbout<A extends EventDefinition['about']> = {
  [T in EventType]: Definitions[T]['about'] extends A ? T : never
}[EventType]

/** The events that are kept in a history. */
export type EstablishedType = {
  [T in EventType]: Definitions[T]['history'] extends 'left-out' ? never : T
}[EventType]
/** The fields that an event's entry in the history keeps. */
export type KeptField<T extends EstablishedType = EstablishedType> = {
  [K in T]: Definitions[K]['history']['keeps'][number]
}[T]

/** The events that the statistics count in this way. */
export type CountedAs<C extends Counted> = {
  [T in EstablishedType]: Definitions[T]['statistics'] extends C ? T : never
}[EstablishedType]

/** Whether an event is kept only in its row's state, so that it is in no history, stream or bus. */
export const isStateOnly = ({ type }: DomainEvent): boolean => eventDefinitions[type].history === 'left-out'

/** Whether a published event makes something due at its own moment. */
export function isDueNow(event: DomainEvent): boolean {
  const { bus } = eventDefinitions[event.type]
  const dueAt = 'dueAt' in event ? event.dueAt : undefined
  switch (bus === 'off' ? 'never' : bus.makesDue) {
    case 'always':
      return true
    case 'unless-later':
      return dueAt === undefined
    case 'when-due':
      return typeof dueAt === 'number' && dueAt <= event.at
    case 'never':
      return false
  }
}
