import * as z from 'zod'
import type { FactType } from '../domain/facts.ts'
import { Epoch, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { Sector } from '../domain/sectors.ts'
import { type FactRule, ownSource, platformDetailType, reactsTo } from './bus-rules.ts'

/**
 * The facts that go onto the bus: those that somebody reacts to or that other systems ask for. That an email went out
 * is not among them: it would be most of the traffic, and it is in the table.
 */
export const publishedTypes = [
  'SignUpRequested',
  'SignUpConfirmed',
  'LetterRequested',
  'JourneyStarted',
  'ModuleCompleted',
  'JourneyPaused',
  'JourneyResumed',
  'JourneyCompleted',
  'EmailAbsenceProven',
  'Unsubscribed',
  'LearnerErased',
] as const satisfies readonly FactType[]
export type PublishedType = (typeof publishedTypes)[number]

/** Whether facts of this type go onto the bus. */
export const isPublished = (type: FactType): type is PublishedType =>
  (publishedTypes as readonly FactType[]).includes(type)

/** A fact as it stands on the bus: random ids and no personal data, so that an archive of it can be kept. */
export const FactDetail = z
  .object({
    version: z.literal(1).meta({ description: 'Shape of this detail.' }),
    id: z.string().meta({
      description:
        'The same however often this fact is delivered or replayed: <learner>.<row>.<version>.<place>.',
    }),
    at: z.iso.datetime().meta({ description: 'When it happened.' }),
    learnerId: LearnerId.meta({ description: 'A random id.' }),
    epoch: Epoch.meta({
      description: 'The life of the learner in which it happened: made anew at each sign-up.',
    }),
    journeyId: JourneyId.optional(),
    moduleId: ModuleId.optional(),
    sector: Sector.optional().meta({ description: 'With SignUpRequested, where the learner named one.' }),
    by: z.string().optional().meta({ description: 'With JourneyPaused: learner or silence.' }),
    via: z
      .string()
      .optional()
      .meta({ description: 'With ModuleCompleted and Unsubscribed: through which door.' }),
    dueNow: z.boolean().meta({ description: 'Whether an email is due because of this at this very moment.' }),
  })
  .meta({ title: 'Fact', description: 'Something that happened to a learner.' })
export type FactDetail = z.infer<typeof FactDetail>

/**
 * A fact's identity.
 * @param row the journey whose row it was stored with, or `account` for the person's own.
 * @param version the row's version by that write.
 * @param place among the facts of that write and row, from 0.
 */
export const factId = (learnerId: LearnerId, row: string, version: number, place: number): string =>
  `${learnerId}.${row}.${version}.${place}`

/** The rules that a fact on the bus starts. */
export const rulesFor = (type: PublishedType, { dueNow }: FactDetail): FactRule[] => [
  ...((reactsTo['start-journey'].detailType as readonly string[]).includes(type)
    ? ['start-journey' as const]
    : []),
  ...(dueNow ? ['deliver-due' as const] : []),
]

/** What a learning platform puts on the bus when somebody has done a module there. */
export const CompletionReported = z
  .object({
    version: z.literal(1).meta({ description: 'Shape of this detail.' }),
    reference: z
      .string()
      .max(1000)
      .meta({ description: 'The opaque reference from the link in the email, unchanged.' }),
    completedAt: z.iso.datetime({ offset: true }).optional().meta({
      description: 'For your own records: the next module is planned from when the report arrives.',
    }),
  })
  .meta({
    title: platformDetailType,
    description: 'A learning platform reports that a module was done there.',
  })
export type CompletionReported = z.infer<typeof CompletionReported>

const envelope = {
  id: z.string(),
  source: z.string(),
  time: z.string(),
  'replay-name': z.string().optional(),
}

/** A fact of this system as EventBridge delivers it. Never dedupe on the envelope's `id`: a replay gives a new one. */
export const FactEvent = z.object({
  ...envelope,
  source: z.literal(ownSource),
  'detail-type': z.enum(publishedTypes),
  detail: FactDetail,
})
export type FactEvent = z.infer<typeof FactEvent>

/** A platform's report as EventBridge delivers it. */
export const CompletionReportedEvent = z.object({
  ...envelope,
  'detail-type': z.literal(platformDetailType),
  detail: CompletionReported,
})
