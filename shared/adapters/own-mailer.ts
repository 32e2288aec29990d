import { SESv2Client } from '@aws-sdk/client-sesv2'
import { givenUpAfter } from './given-up-after.ts'
import { type Mailer, sesMailer } from './mailer.ts'

/**
 * SES as this account uses it.
 *
 * One attempt: the SDK's own retry would post 50 emails again after an answer that was lost. And a connection of its own
 * for each: one that is kept from an earlier invocation may be dead by now, which would make 50 emails unknown.
 */
export function ownMailer(configurationSet: string): Mailer {
  const agent = { keepAlive: false }
  const requestHandler = { ...givenUpAfter(20_000), httpAgent: agent, httpsAgent: agent }
  return sesMailer(new SESv2Client({ maxAttempts: 1, requestHandler }), configurationSet)
}
