import * as z from 'zod/mini'
import { CircleLetterKind } from '../email.ts'
import { define, foldedInRuns, internal, kept } from './definition.ts'
import { instant, ofJourney } from './fields.ts'

/** Why a letter to one of a group goes out later. */
export const LetterWait = z.enum(['on-a-break', 'too-late', 'one-a-day', 'new-times'])
export type LetterWait = z.infer<typeof LetterWait>

/** Why it does not go out at all. */
export const WhyDropped = z.enum([
  /** It would have come too late. */
  'past',
  /** They are on a break until it is too late. */
  'on-a-break',
  'paused',
  'left',
  /** SES would not deliver it. */
  'rejected',
  /** There was nothing left to say by the time at which it went out: they or others had gone, or it was not their turn. */
  'came-to-nothing',
])
export type WhyDropped = z.infer<typeof WhyDropped>

const ofLetter = { ...ofJourney, kind: CircleLetterKind, group: z.string() }
const letter = { ...internal, about: 'journey' } as const

/** Letters to one of a group, from the enrolment from which they joined. */
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
  /** `until`: of one that was never planned, so that it is not planned later either. */
  CircleLetterDropped: define(
    { ...ofLetter, why: WhyDropped, until: z.optional(instant) },
    { ...letter, history: kept('cx', ['kind', 'group', 'why']), follows: 'otherwise' },
  ),
  /** `nobody`: it said that no circle comes about, since nobody was left in the group. */
  CircleLetterEmailed: define(
    { ...ofLetter, occurrence: z.int(), nobody: z.optional(z.literal(true)) },
    { ...letter, history: kept('ce', ['kind', 'group', 'nobody']), follows: 'email' },
  ),
}
