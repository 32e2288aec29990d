import * as z from 'zod/mini'
import {
  type CarriedField,
  type EventOf,
  eventDefinitions,
  eventTypes,
  isDueNow,
  isPublished,
  type PublishedType,
} from '../domain/domain-event.ts'
import { Epoch, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { VoiceId } from '../domain/reflections/reflection.ts'
import { Sector } from '../domain/sectors.ts'
import { ownSource, platformDetailType } from './bus-rules.ts'

/**
 * The events that go onto the bus: those that somebody reacts to or that other systems ask for. That an email went out
 * is not among them: it would be most of the traffic, and it is in the table.
 */
export const publishedTypes: readonly PublishedType[] = eventTypes.filter(isPublished)

/** That the form was sent: of nobody whom this system knows yet, and so no event of a learner. */
export const signUpReceived = 'SignUpReceived'

/** Everything of our own that goes onto the bus. */
export const busTypes: readonly BusType[] = [signUpReceived, ...publishedTypes]
export type BusType = typeof signUpReceived | PublishedType

/** How what one event or another carries reads on the bus. */
const carried = {
  journeyId: z.optional(JourneyId),
  moduleId: z.optional(ModuleId),
  sector: z.optional(Sector),
  request: z.optional(z.int()),
  by: z.optional(z.string()),
  via: z.optional(z.string()),
  voice: z.optional(VoiceId),
} satisfies Record<CarriedField, z.core.$ZodType>

/**
 * An event as it stands on the bus: random ids and no personal data, so that an archive of it can be kept. What each field
 * means stands in `tools/docs/bus-fields.ts`, so that bundles are made without the words.
 */
export const EventDetail = z.object({
  version: z.literal(1),
  id: z.string(),
  at: z.iso.datetime(),
  learnerId: LearnerId,
  epoch: Epoch,
  ...carried,
  dueNow: z.boolean(),
})
export type EventDetail = z.infer<typeof EventDetail>

/** An event as it stands on the bus: what its definition says that it carries, and what all of them carry. */
export function detailOf(
  event: EventOf<PublishedType>,
  of: Pick<EventDetail, 'id' | 'learnerId' | 'epoch'>,
): EventDetail {
  const carries: readonly string[] = eventDefinitions[event.type].bus.carries
  const own = Object.fromEntries(Object.entries(event).filter(([field]) => carries.includes(field)))
  const at = new Date(event.at).toISOString()
  return EventDetail.parse({ version: 1, ...own, ...of, at, dueNow: isDueNow(event) })
}

/** Whether something may be due at the moment at which an event of this type happens. */
export const mayBeDue = (type: BusType): boolean =>
  type === signUpReceived || eventDefinitions[type].bus.makesDue !== 'never'

/**
 * An event's identity.
 * @param row the journey whose row it was stored with, or `account` for the person's own.
 * @param version the row's version by that write.
 * @param place among the events of that write and row, from 0.
 */
export const eventId = (learnerId: LearnerId, row: string, version: number, place: number): string =>
  `${learnerId}.${row}.${version}.${place}`

/** What a learning platform puts on the bus when somebody has done a module there. */
export const CompletionReported = z.object({
  version: z.literal(1),
  reference: z.string().check(z.maxLength(1000)),
  // Nobody here reads it, so nothing about it may keep a report from being taken in.
  completedAt: z.catch(z.optional(z.iso.datetime({ offset: true })), undefined),
})
export type CompletionReported = z.infer<typeof CompletionReported>

const envelope = {
  id: z.string(),
  source: z.string(),
  time: z.string(),
  'replay-name': z.optional(z.string()),
}

/** An event of this system as EventBridge delivers it. Never dedupe on the envelope's `id`: a replay gives a new one. */
export const BusEvent = z.object({
  ...envelope,
  source: z.literal(ownSource),
  'detail-type': z.enum(busTypes),
  detail: EventDetail,
})
export type BusEvent = z.infer<typeof BusEvent>

/** A platform's report as EventBridge delivers it: strict about what is used, and about nothing else. */
export const CompletionReportedEvent = z.object({
  'detail-type': z.literal(platformDetailType),
  detail: CompletionReported,
})
