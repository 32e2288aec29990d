import { type BusEvent, newEvent } from '../../events/event.ts'
import { account, arn } from '../../template/place.ts'
import { bareAddress } from './inbox.ts'
import type { Report } from './mailbox-simulator.ts'

/** The `detail-type` for each `eventType`. Source: EventBridge events reference, "Amazon SES events". */
const detailTypes: Record<string, string> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Reject: 'Email Rejected',
  'Rendering Failure': 'Email Rendering Failed',
  DeliveryDelay: 'Email Delivery Delayed',
}

/** The part of an event that describes the email. */
export type Mail = {
  id: string
  to: string[]
  from: string
  subject: string
  headers: { name: string; value: string }[]
  tags: Record<string, string>
  sentAt: string
  configurationSet: string
  caller: string
}

/** Source: Amazon SES developer guide, "Contents of event data in Amazon SES". */
function mailDetail(mail: Mail): Record<string, unknown> {
  const domain = bareAddress(mail.from).split('@')[1] ?? ''
  const common = [
    { name: 'From', value: mail.from },
    { name: 'To', value: mail.to.join(', ') },
    { name: 'Subject', value: mail.subject },
  ]
  return {
    timestamp: mail.sentAt,
    source: mail.from,
    sourceArn: arn('ses', `identity/${domain}`),
    sendingAccountId: account,
    messageId: mail.id,
    destination: mail.to,
    headersTruncated: false,
    headers: [...common, ...mail.headers],
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.id, subject: mail.subject },
    tags: {
      'ses:source-tls-version': ['TLSv1.3'],
      'ses:configuration-set': [mail.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domain],
      'ses:caller-identity': [mail.caller],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  }
}

/**
 * Returns the event that SES puts on the default bus.
 * @param at milliseconds since 1970
 */
export function sesEvent(mail: Mail, { eventType, about }: Report, at: number): BusEvent {
  return newEvent(at, {
    source: 'aws.ses',
    detailType: detailTypes[eventType] ?? eventType,
    resources: [arn('ses', `configuration-set/${mail.configurationSet}`)],
    detail: { eventType, mail: mailDetail(mail), ...about },
  })
}
