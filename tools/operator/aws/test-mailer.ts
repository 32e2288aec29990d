import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { TestMailer } from '../deps.ts'

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/** Sends single emails outside the configuration set, so that SES tells the system nothing of them (SES API v2, SendEmail). */
export const sesTestMailer = (client: SESv2Client): TestMailer => ({
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
