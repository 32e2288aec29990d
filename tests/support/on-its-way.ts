import type { Email } from '../../shared/domain/email.ts'
import { aReader, type Life } from './life.ts'

/** Module two has been handed to SES at nine on the 26th, and nothing is known of it yet. */
export function withModuleOnItsWay(): { sam: Life; email: Email } {
  const sam = aReader()
  sam.completes('one', '2026-11-24 09:00')
  sam.fate = () => 'no-answer'
  sam.passesTo('2026-11-26 09:00')
  const email = sam.claimed.at(-1)
  if (!email) throw new Error('Nothing was claimed.')
  sam.fate = () => ({ is: 'accepted' })
  return { sam, email }
}

/** The same for the first reminder of module one. */
export function withReminderOnItsWay(): { sam: Life; email: Email } {
  const sam = aReader()
  sam.fate = () => 'no-answer'
  sam.passesTo('2026-11-26 09:00')
  const email = sam.claimed.at(-1)
  if (!email) throw new Error('Nothing was claimed.')
  sam.fate = () => ({ is: 'accepted' })
  return { sam, email }
}
