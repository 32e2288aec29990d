import { SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { sendingAccount } from '../../../shared/adapters/mailer.ts'
import type { OperatorDeps, TestMailer } from '../deps.ts'
import { sesSuppressionList } from './suppression-list.ts'

/** SES, as operators use it. */
export function sesOf(
  config: SESv2ClientConfig,
): Pick<OperatorDeps, 'account' | 'suppressionList' | 'testMailer'> {
  const client = new SESv2Client(config)
  return {
    account: () => sendingAccount(client),
    suppressionList: sesSuppressionList(client),
    testMailer: sesTestMailer(client),
  }
}

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/**
 * Sends single emails without the configuration set, so that SES reports no events about them (SES API v2,
 * SendEmail).
 */
const sesTestMailer = (client: SESv2Client): TestMailer => ({
  async send({ from, to, subject, html, text }) {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } },
        },
      }),
    )
  },
})
