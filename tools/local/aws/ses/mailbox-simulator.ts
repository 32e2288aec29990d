/** What becomes of an email, as SES would report it; the names are those of `detail.eventType`. */
export type Report = { eventType: string; about: Record<string, unknown> }

const feedbackId = () => `0118-${crypto.randomUUID()}-000000`

function delivery(to: string, at: string): Report {
  const about = {
    timestamp: at,
    processingTimeMillis: 500,
    recipients: [to],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'a1-11.smtp-out.eu-west-2.amazonses.com',
  }
  return { eventType: 'Delivery', about: { delivery: about } }
}

function bounce(
  to: string,
  at: string,
  bounceSubType: string,
  status: string,
  diagnosticCode: string,
): Report {
  const about = {
    bounceType: 'Permanent',
    bounceSubType,
    bouncedRecipients: [{ emailAddress: to, action: 'failed', status, diagnosticCode }],
    timestamp: at,
    feedbackId: feedbackId(),
    reportingMTA: 'dns; a1-11.smtp-out.eu-west-2.amazonses.com',
  }
  return { eventType: 'Bounce', about: { bounce: about } }
}

function complaint(to: string, at: string): Report {
  const about = {
    complainedRecipients: [{ emailAddress: to }],
    timestamp: at,
    feedbackId: feedbackId(),
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: at,
  }
  return { eventType: 'Complaint', about: { complaint: about } }
}

const suppressed =
  'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.'

/** Mailboxes of the simulator. Source: Amazon SES developer guide, "Using the mailbox simulator". */
const mailboxes: Record<string, (to: string, at: string) => Report[]> = {
  bounce: (to, at) => [bounce(to, at, 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown')],
  suppressionlist: (to, at) => [bounce(to, at, 'Suppressed', '5.1.1', suppressed)],
  complaint: (to, at) => [delivery(to, at), complaint(to, at)],
}

/**
 * What SES reports after it has taken an email to an address: everybody's gets delivered, but for the simulator's.
 * A label after the name (`bounce+ward3@…`) changes nothing.
 */
export function reportsFor(to: string, at: string): Report[] {
  const [, name = ''] = /^([^+@]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to) ?? []
  return mailboxes[name.toLowerCase()]?.(to, at) ?? [delivery(to, at)]
}
