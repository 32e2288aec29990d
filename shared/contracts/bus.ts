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
 * The events that go onto the bus: those that have a reaction or that other systems ask for. Sent emails are not
 * among them: they would be most of the traffic, and are in the table.
 */
export const publishedTypes: readonly PublishedType[] = eventTypes.filter(isPublished)

/** The form was sent. No learner exists yet, so this is no event of a learner. */
export const signUpReceived = 'SignUpReceived'

/** All event types that this system puts on the bus. */
export const busTypes: readonly BusType[] = [signUpReceived, ...publishedTypes]
export type BusType = typeof signUpReceived | PublishedType

/** The schema of each field that some events carry. */
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
 * An event on the bus: random ids and no personal data, so that it can be archived. `tools/docs/bus-fields.ts`
 * describes the fields; it is separate, to keep the texts out of bundles.
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

/** An event as it is put on the bus: the common fields, and those of its definition. */
export function detailOf(
  event: EventOf<PublishedType>,
  of: Pick<EventDetail, 'id' | 'learnerId' | 'epoch'>,
): EventDetail {
  const carries: readonly string[] = eventDefinitions[event.type].bus.carries
  const own = Object.fromEntries(Object.entries(event).filter(([field]) => carries.includes(field)))
  const at = new Date(event.at).toISOString()
  return EventDetail.parse({ version: 1, ...own, ...of, at, dueNow: isDueNow(event) })
}

/** Whether an event of this type can make something due at its own moment. */
export const mayBeDue = (type: BusType): boolean =>
  type === signUpReceived || eventDefinitions[type].bus.makesDue !== 'never'

/**
 * An event's id.
 * @param row the journey whose row it was stored in, or `account` for the profile.
 * @param version the row's version after that write.
 * @param place its index among the events of that write and row, from 0.
 */
export const eventId = (learnerId: LearnerId, row: string, version: number, place: number): string =>
  `${learnerId}.${row}.${version}.${place}`

/** The event that a learning platform puts on the bus when a learner has completed a module there. */
export const CompletionReported = z.object({
  version: z.literal(1),
  reference: z.string().check(z.maxLength(1000)),
  // Not used here, so nothing wrong with it may reject a report.
  completedAt: z.catch(z.optional(z.iso.datetime({ offset: true })), undefined),
})
export type CompletionReported = z.infer<typeof CompletionReported>

const envelope = {
  id: z.string(),
  source: z.string(),
  time: z.string(),
  'replay-name': z.optional(z.string()),
}

/** An event of this system as EventBridge delivers it. Never deduplicate by the envelope's `id`: a replay changes it. */
export const BusEvent = z.object({
  ...envelope,
  source: z.literal(ownSource),
  'detail-type': z.enum(busTypes),
  detail: EventDetail,
})
export type BusEvent = z.infer<typeof BusEvent>

/** A platform's report as EventBridge delivers it. Only the fields used here are validated. */
export const CompletionReportedEvent = z.object({
  'detail-type': z.literal(platformDetailType),
  detail: CompletionReported,
})
