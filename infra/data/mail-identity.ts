import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { DkimIdentity, EasyDkimSigningKeyLength, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { type DnsRecord, DnsRecords, zoneOf } from '../constructs/dns-records.ts'
import type { Settings } from '../settings.ts'

/**
 * The domain that emails come from, signed with Easy DKIM and with its own MAIL FROM domain, so that SPF and DKIM
 * both align for DMARC. With a hosted zone the DNS records are created; without one they are outputs to be copied.
 */
export function createMailIdentity(stack: Stack, settings: Settings): EmailIdentity {
  const { mailDomain } = settings
  const mailFromDomain = `bounce.${mailDomain}`
  const identity = new EmailIdentity(stack, 'MailIdentity', {
    identity: Identity.domain(mailDomain),
    dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
    mailFromDomain,
    // Bounces and complaints arrive as events. SES would otherwise forward them by email, with addresses.
    feedbackForwarding: false,
  })
  identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  const records = recordsOf(stack, identity, mailFromDomain)
  const zone = zoneOf(settings, mailDomain)
  if (zone) new DnsRecords(stack, { name: 'mail-dns', settings, zone, records })
  else writeDown(stack, records)
  return identity
}

/** The last two values: SES developer guide, "Using a custom MAIL FROM domain". */
const recordsOf = (stack: Stack, identity: EmailIdentity, mailFromDomain: string) =>
  [
    ...identity.dkimRecords.map(({ name, value }) => ({ name, type: 'CNAME', values: [value] }) as const),
    { name: mailFromDomain, type: 'MX', values: [`10 feedback-smtp.${stack.region}.amazonses.com`] },
    { name: mailFromDomain, type: 'TXT', values: ['"v=spf1 include:amazonses.com ~all"'] },
  ] as const satisfies DnsRecord[]

/** Outputs the records to make by hand. */
function writeDown(stack: Stack, records: ReturnType<typeof recordsOf>): void {
  for (const [index, { name, type, values }] of records.entries())
    new CfnOutput(stack, `DnsRecord${index + 1}`, { value: `${name} ${type} ${values[0]}` })
}
