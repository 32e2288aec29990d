import * as z from 'zod/mini'
import {
  type CarriedField,
  type EventOf,
  eventDefinitions,
  eventTypes,
  isPublished,
  type PublishedType,
} from '../domain/domain-event.ts'
import { isDueNow } from '../domain/due-now.ts'
import { Epoch, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
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
  sector: z.optional(Sector).check(z.describe('where the learner named one.')),
  request: z.optional(z.int()).check(z.describe('which sign-up of this learner, by its number.')),
  by: z.optional(z.string()).check(z.describe('learner or silence.')),
  via: z.optional(z.string()).check(z.describe('through which door.')),
} satisfies Record<CarriedField, z.core.$ZodType>

/** An event as it stands on the bus: random ids and no personal data, so that an archive of it can be kept. */
export const EventDetail = z
  .object({
    version: z.literal(1).check(z.describe('Shape of this detail.')),
    id: z
      .string()
      .check(
        z.describe(
          'The same however often this event is delivered or replayed: <learner>.<row>.<version>.<place>.',
        ),
      ),
    at: z.iso.datetime().check(z.describe('When it happened.')),
    learnerId: LearnerId.check(
      z.describe(
        'A random id. With SignUpReceived that of the sign-up, which becomes the learner’s where the address is new.',
      ),
    ),
    epoch: Epoch.check(
      z.describe('The life of the learner in which it happened: made anew at each sign-up.'),
    ),
    ...carried,
    dueNow: z.boolean().check(z.describe('Whether an email is due because of this at this very moment.')),
  })
  .check(z.meta({ title: 'Event', description: 'Something that happened to a learner.' }))
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
export const CompletionReported = z
  .object({
    version: z.literal(1).check(z.describe('Shape of this detail.')),
    reference: z
      .string()
      .check(z.maxLength(1000), z.describe('The opaque reference from the link in the email, unchanged.')),
    completedAt: z
      // Nobody here reads it, so nothing about it may keep a report from being taken in.
      .catch(z.optional(z.iso.datetime({ offset: true })), undefined)
      .check(z.describe('For your own records: the next module is planned from when the report arrives.')),
  })
  .check(
    z.meta({
      title: platformDetailType,
      description: 'A learning platform reports that a module was done there.',
    }),
  )
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
