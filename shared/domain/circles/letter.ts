import type { CircleLetterKind } from '../email-kind-groups.ts'
import type { Instant } from '../ids.ts'
import { earliest, type Waiting } from '../outbox.ts'

/** Identifies a letter: its kind and its group (a proposal, a circle or a turn). */
export interface LetterRef {
  kind: CircleLetterKind
  group: string
}

/**
 * A letter to a member of a group, kept in the row of the journey from which they joined. It is kept until `until`,
 * whatever became of it, and cannot be planned from then on: so it is never planned twice.
 */
export interface CircleLetter extends LetterRef, Partial<Waiting> {
  /** The moment from which the letter is useless. */
  until: Instant
  /** When it was handed to SES, and under which number. */
  sent?: { at: Instant; occurrence: number }
}

interface WithLetters {
  letters?: readonly CircleLetter[]
}

/** Whether a letter is of this kind and about this group. */
export const isLetter =
  ({ kind, group }: LetterRef) =>
  (letter: LetterRef): boolean =>
    letter.kind === kind && letter.group === group

/** Letters that wait to be sent. */
export const waitingLetters = ({ letters = [] }: WithLetters): readonly (CircleLetter & Waiting)[] =>
  letters.filter((letter): letter is CircleLetter & Waiting => letter.dueAt !== undefined)

/** When the first of somebody's letters is due, if any is. */
export const letterDueAt = (enrolment: WithLetters): Instant | undefined =>
  earliest(waitingLetters(enrolment).map(({ dueAt }) => dueAt))

/** The due letter with the least time left. */
export const dueLetter = (enrolment: WithLetters, at: Instant): (CircleLetter & Waiting) | undefined =>
  waitingLetters(enrolment)
    .filter(({ dueAt }) => dueAt <= at)
    .toSorted((a, b) => a.until - b.until)[0]

/** The settled letter that went out as this email. */
export const sentLetter = (
  { letters }: WithLetters,
  email: { occurrence: number } | undefined,
): CircleLetter | undefined => email && letters?.find(({ sent }) => sent?.occurrence === email.occurrence)
