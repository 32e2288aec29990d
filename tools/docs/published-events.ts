import * as z from 'zod/mini'
import { type BusType, busTypes, type EventDetail, signUpReceived } from '../../shared/contracts/bus.ts'
import { rulesThatMayStart } from '../../shared/contracts/reactions.ts'
import { eventDefinitions } from '../../shared/domain/domain-event.ts'
import { accountOccasions } from '../../shared/domain/events/account.ts'
import { accountEmailOccasions } from '../../shared/domain/events/account-emails.ts'
import { deliveryOccasions } from '../../shared/domain/events/delivery.ts'
import { progressOccasions } from '../../shared/domain/events/progress.ts'
import { signUpOccasions } from '../../shared/domain/events/sign-up.ts'
import { eventFields } from './bus-fields.ts'

/** When each event is put on the bus. */
export const occasions: Readonly<Record<BusType, string>> = {
  SignUpReceived:
    'The sign-up form was sent. Nobody has looked yet whether the address is known, so it is no learner’s event; what it leads to follows at once.',
  ...signUpOccasions,
  ...accountEmailOccasions,
  ...progressOccasions,
  ...deliveryOccasions,
  ...accountOccasions,
}

const carries = (type: BusType): readonly string[] =>
  type === signUpReceived ? [] : eventDefinitions[type].bus.carries

/** What an event of this type carries beside what all of them carry, with its values if they are few. */
export function carriedBy(type: BusType): { field: string; values: string[] }[] {
  const fields: z.core.$ZodShape = type === signUpReceived ? {} : eventDefinitions[type].fields
  return carries(type).map(field => {
    const schema = fields[field]
    return { field, values: schema instanceof z.ZodMiniEnum ? schema.options.map(String) : [] }
  })
}

/** The functions that an event of this type starts. */
export const startedBy = (type: BusType): string[] =>
  rulesThatMayStart(type).map(rule => {
    const isCertain = type === signUpReceived || rule !== 'deliver-due'
    return isCertain ? `\`${rule}\`` : `\`${rule}\`, if something is due now`
  })

/** What a field of an event means, behind the events that carry it, where not all do. */
export function meaningOf(field: string): string {
  const meaning = eventFields[field as keyof EventDetail]
  const types = busTypes.filter(type => carries(type).includes(field))
  const isOfSome = meaning !== '' && types.length > 0
  return isOfSome ? `With ${new Intl.ListFormat('en').format(types)}: ${meaning}` : meaning
}
