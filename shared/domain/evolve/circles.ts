import { type CircleLetter, isLetter, type LetterRef } from '../circles/letter.ts'
import type { EventOf } from '../domain-event.ts'
import { isOfGroup } from '../email.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Instant } from '../ids.ts'
import { without } from './fields.ts'

/** Settled letters are kept until nobody can plan them any more. */
const stillOfUse = (letters: readonly CircleLetter[], at: Instant): readonly CircleLetter[] =>
  letters.filter(({ dueAt, until }) => dueAt !== undefined || until > at)

const withLetters = (enrolment: Enrolment, letters: readonly CircleLetter[]): Enrolment =>
  letters.length === 0 ? (without(enrolment, 'letters') as Enrolment) : { ...enrolment, letters }

type Change = (letter: CircleLetter) => CircleLetter

const changed = (enrolment: Enrolment, ref: LetterRef, change: Change): Enrolment => ({
  ...enrolment,
  letters: (enrolment.letters ?? []).map(one => (isLetter(ref)(one) ? change(one) : one)),
})

export function circleLetterPlanned(
  enrolment: Enrolment,
  { at, kind, group, until, dueAt }: EventOf<'CircleLetterPlanned'>,
): Enrolment {
  const others = stillOfUse(enrolment.letters ?? [], at)
  return { ...enrolment, letters: [...others, { kind, group, until, dueAt }] }
}

export const circleLetterDeferred = (
  enrolment: Enrolment,
  event: EventOf<'CircleLetterDeferred'>,
): Enrolment => changed(enrolment, event, letter => ({ ...letter, dueAt: event.dueAt }))

const settled = ({ kind, group, until }: CircleLetter): CircleLetter => ({ kind, group, until })

/** Removes the claim if the email in flight was this letter. Nothing had been handed to SES. */
function withoutItsClaim(enrolment: Enrolment, ref: LetterRef): Enrolment {
  const email = enrolment.claim?.email
  if (!email || !isOfGroup(email) || !isLetter(ref)(email)) return enrolment
  return { ...without(enrolment, 'claim'), emailCount: enrolment.emailCount + 1 }
}

export function circleLetterDropped(before: Enrolment, event: EventOf<'CircleLetterDropped'>): Enrolment {
  const { at, kind, group, until } = event
  const enrolment = withoutItsClaim(before, event)
  const { letters = [] } = enrolment
  const isKnown = letters.some(isLetter(event))
  const all = isKnown || until === undefined ? letters : [...letters, { kind, group, until }]
  const after = all.map(one => (isLetter(event)(one) ? settled(one) : one))
  return withLetters(enrolment, stillOfUse(after, at))
}

export function circleLetterEmailed(before: Enrolment, event: EventOf<'CircleLetterEmailed'>): Enrolment {
  const at = before.claim?.at ?? event.at
  const sent = { at, occurrence: event.occurrence }
  const after = changed(before, event, letter => ({ ...settled(letter), sent }))
  const free = without(after, 'claim')
  return withLetters(
    { ...free, emailCount: before.emailCount + 1, lastEmailAt: at },
    stillOfUse(after.letters ?? [], event.at),
  )
}

/** SES did not deliver the letter: it waits for another day. */
export const circleLetterFailed = (
  enrolment: Enrolment,
  is: (letter: CircleLetter) => boolean,
  { dueAt, rejections }: EventOf<'EmailFailed'>,
): Enrolment => ({
  ...enrolment,
  letters: (enrolment.letters ?? []).map(letter =>
    is(letter) && dueAt !== undefined
      ? { ...settled(letter), dueAt, ...(rejections !== undefined && { rejections }) }
      : letter,
  ),
})
