/** What SES reports about an email. The names are those of `detail.eventType`. */
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

/** The mailbox simulator's addresses. Source: Amazon SES developer guide, "Using the mailbox simulator". */
const mailboxes: Record<string, (to: string, at: string) => Report[]> = {
  bounce: (to, at) => [bounce(to, at, 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown')],
  suppressionlist: (to, at) => [bounce(to, at, 'Suppressed', '5.1.1', suppressed)],
  complaint: (to, at) => [delivery(to, at), complaint(to, at)],
}

/**
 * Returns the reports of SES after it accepted an email to an address. Every email is delivered, except those to the
 * simulator's addresses. A label in these (`bounce+ward3@…`) makes no difference.
 */
export function reportsFor(to: string, at: string): Report[] {
  const [, name = ''] = /^([^+@]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to) ?? []
  return mailboxes[name.toLowerCase()]?.(to, at) ?? [delivery(to, at)]
}
