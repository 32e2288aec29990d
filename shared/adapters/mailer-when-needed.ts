import { once } from './aws-client.ts'
import type { Mailer } from './mailer.ts'

/**
 * SES, loaded at the first email or the first request for the account's limits, because most ticks find nobody who is
 * due.
 */
export function mailerWhenNeeded(configurationSet: string): Mailer {
  const mailer = once(async () => (await import('./mailer.ts')).ownMailer(configurationSet))
  return {
    account: async () => (await mailer()).account(),
    sendBulk: async email => (await mailer()).sendBulk(email),
  }
}
