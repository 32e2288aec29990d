import * as z from 'zod/mini'
import { type BusType, EventDetail, signUpReceived } from '../../shared/contracts/bus.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import { DomainEvent } from '../../shared/domain/domain-event.ts'

/** When each event is put on the bus. */
export const occasions: Readonly<Record<BusType, string>> = {
  SignUpReceived:
    'The sign-up form was sent. Nobody has looked yet whether the address is known, so it is no learner’s event; what it leads to follows at once.',
  SignUpRequested: 'Somebody who does not take part yet filled in the form. They may never confirm.',
  SignUpConfirmed: 'The button behind the confirmation link was pressed: from here on a person takes part.',
  AccountEmailRequested:
    'An email about the sign-up itself is to go out at once: a confirmation, a link to the preferences.',
  JourneyStarted: 'A journey begins for somebody.',
  ModuleCompleted: 'Somebody did a module and said so on its page, or a learning platform said so.',
  JourneyPaused: 'A journey pauses: the learner asked for it, or the last reminder stayed without an answer.',
  JourneyResumed: 'It goes on.',
  JourneyCompleted: 'Nothing of the journey is left to send to this person.',
  EmailAbsenceProven:
    'An email whose outcome was unknown is proven never to have been sent, and goes out again.',
  Unsubscribed: 'Somebody left, and every journey of theirs with them.',
  LearnerErased: 'Everything that was held about somebody is erased. Whoever keeps a copy erases theirs.',
}

const always = new Set(['version', 'id', 'at', 'learnerId', 'epoch', 'dueNow'])

function fieldsOf(type: BusType): Readonly<Record<string, unknown>> {
  const named = DomainEvent.def.options.find(({ shape }) =>
    shape.type.def.values.some(value => value === type),
  )
  return named?.shape ?? {}
}

/** What an event of this type carries beside what all of them carry, with its values if they are few. */
export function carriedBy(type: BusType): { field: string; values: string[] }[] {
  const own = fieldsOf(type)
  const fields = Object.keys(EventDetail.shape).filter(field => field in own && !always.has(field))
  return fields.map(field => {
    const schema = own[field]
    return { field, values: schema instanceof z.ZodMiniEnum ? schema.options.map(String) : [] }
  })
}

/** The functions that an event of this type starts. */
export function startedBy(type: BusType): string[] {
  if (type === signUpReceived) return ['`deliver-due`']
  const byType = (functionContracts['start-journey'].reactsTo.detailType as readonly string[]).includes(type)
  const mayBeDue =
    'dueAt' in fieldsOf(type) || type === 'AccountEmailRequested' || type === 'EmailAbsenceProven'
  return [
    ...(byType ? ['`start-journey`'] : []),
    ...(mayBeDue ? ['`deliver-due`, if something is due now'] : []),
  ]
}
