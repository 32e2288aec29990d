import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { type Mailer, sesMailer } from '../../../shared/adapters/mailer.ts'

const named = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([Name, Value]) => ({ Name, Value }))

/** SES with a call of its own for each email, SendEmail: how most systems send. */
export function oneCallMailer(client: SESv2Client): Mailer {
  return {
    account: sesMailer(client, 'bench').account,
    async sendBulk({ from, template, tags, entries }) {
      const send = (entry: (typeof entries)[number]) =>
        client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [entry.to] },
            ConfigurationSetName: 'bench',
            EmailTags: named({ ...tags, ...entry.tags }),
            Content: {
              Template: {
                TemplateContent: { Subject: template.subject, Html: template.html, Text: template.text },
                TemplateData: JSON.stringify(entry.data),
                Headers: entry.headers.map(({ name, value }) => ({ Name: name, Value: value })),
              },
            },
          }),
        )
      await Promise.all(entries.map(send))
      return { is: 'answered', entries: entries.map(() => ({ is: 'accepted' })) }
    },
  }
}
