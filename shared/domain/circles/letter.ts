import type { CircleLetterKind } from '../email-kind-groups.ts'
import type { Instant } from '../ids.ts'
import { earliest, type Waiting } from '../outbox.ts'

/** Which letter it is: of a kind, of a proposal, a circle or a turn in one. */
export interface LetterRef {
  kind: CircleLetterKind
  group: string
}

/**
 * A letter to one of a group, in the row of the journey from which they joined. It stands there until it is too late for it,
 * whatever has become of it: so nobody can plan it twice, and nobody who comes later than that can plan it at all.
 */
export interface CircleLetter extends LetterRef, Partial<Waiting> {
  /** It is of no use from then on. */
  until: Instant
  /** When it was handed to SES, and under which number. */
  sent?: { at: Instant; occurrence: number }
}

interface WithLetters {
  letters?: readonly CircleLetter[]
}

export const isLetter =
  ({ kind, group }: LetterRef) =>
  (letter: LetterRef): boolean =>
    letter.kind === kind && letter.group === group

/** Letters that wait to go out. */
export const waitingLetters = ({ letters = [] }: WithLetters): readonly (CircleLetter & Waiting)[] =>
  letters.filter((letter): letter is CircleLetter & Waiting => letter.dueAt !== undefined)

/** When the first of somebody's letters is due, if any is. */
export const letterDueAt = (enrolment: WithLetters): Instant | undefined =>
  earliest(waitingLetters(enrolment).map(({ dueAt }) => dueAt))

/** Of those that are due, the one that has the least time left. */
export const dueLetter = (enrolment: WithLetters, at: Instant): (CircleLetter & Waiting) | undefined =>
  waitingLetters(enrolment)
    .filter(({ dueAt }) => dueAt <= at)
    .toSorted((a, b) => a.until - b.until)[0]

/** The letter that went out as this email, and was settled. */
export const sentLetter = (
  { letters }: WithLetters,
  email: { occurrence: number } | undefined,
): CircleLetter | undefined => email && letters?.find(({ sent }) => sent?.occurrence === email.occurrence)
