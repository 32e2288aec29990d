import * as z from 'zod/mini'
import { CircleLetterKind } from '../email.ts'
import { define, foldedInRuns, internal, kept } from './definition.ts'
import { instant, ofJourney } from './fields.ts'

/** Why a letter about a group is deferred. */
export const LetterWait = z.enum(['on-a-break', 'too-late', 'one-a-day', 'new-times'])
export type LetterWait = z.infer<typeof LetterWait>

/** Why a letter about a group is not sent at all. */
export const WhyDropped = z.enum([
  /** It would arrive too late. */
  'past',
  /** The reader is on a break until it is too late. */
  'on-a-break',
  'paused',
  'left',
  /** SES did not deliver it. */
  'rejected',
  /** Nothing was left to say when it was rendered: the reader or others had left, or it was no longer their turn. */
  'came-to-nothing',
])
export type WhyDropped = z.infer<typeof WhyDropped>

const ofLetter = { ...ofJourney, kind: CircleLetterKind, group: z.string() }
const letter = { ...internal, about: 'journey' } as const

/** Letters about groups, in the enrolment from which the learner joined. */
export const circleEvents = {
  CircleLetterPlanned: define(
    { ...ofLetter, until: instant, dueAt: instant },
    { ...letter, history: kept('cp', ['kind', 'group']) },
  ),
  CircleLetterDeferred: define(
    { ...ofLetter, reason: LetterWait, dueAt: instant },
    {
      ...letter,
      history: foldedInRuns('cw', ['kind', 'reason']),
      statistics: 'repeating',
      follows: 'otherwise',
    },
  ),
  /** `until` is set for a letter that was never planned, so that it is not planned later either. */
  CircleLetterDropped: define(
    { ...ofLetter, why: WhyDropped, until: z.optional(instant) },
    { ...letter, history: kept('cx', ['kind', 'group', 'why']), follows: 'otherwise' },
  ),
  /** `nobody`: the letter said that no circle comes about, since nobody was left in the group. */
  CircleLetterEmailed: define(
    { ...ofLetter, occurrence: z.int(), nobody: z.optional(z.literal(true)) },
    { ...letter, history: kept('ce', ['kind', 'group', 'nobody']), follows: 'email' },
  ),
}
