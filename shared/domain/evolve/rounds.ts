import type { EventOf } from '../domain-event.ts'
import type { Enrolment } from '../enrolment.ts'
import { without } from './fields.ts'

export const roundJoined = (enrolment: Enrolment, { round }: EventOf<'RoundJoined'>): Enrolment => ({
  ...enrolment,
  round,
})

export const roundLeft = (enrolment: Enrolment, { round }: EventOf<'RoundLeft'>): Enrolment =>
  enrolment.round === round ? without(enrolment, 'round') : enrolment

export const roundUnanswered = (enrolment: Enrolment, { round }: EventOf<'RoundUnanswered'>): Enrolment => ({
  ...enrolment,
  silent: [...(enrolment.silent ?? []).filter(one => one !== round), round].slice(-2),
})

export const roundAnswered = (enrolment: Enrolment): Enrolment => without(enrolment, 'silent')
