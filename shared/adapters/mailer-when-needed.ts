import { once } from './aws-client.ts'
import type { Mailer } from './mailer.ts'

/**
 * SES, whose part of the SDK is loaded at the first email or the first question what the account may send: a tick that
 * finds nobody due does without.
 */
export function mailerWhenNeeded(configurationSet: string): Mailer {
  const mailer = once(async () => (await import('./mailer.ts')).ownMailer(configurationSet))
  return {
    account: async () => (await mailer()).account(),
    sendBulk: async email => (await mailer()).sendBulk(email),
  }
}
