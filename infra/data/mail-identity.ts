import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { DkimIdentity, EasyDkimSigningKeyLength, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { zoneOf } from '../constructs/zone.ts'
import type { Settings } from '../settings.ts'

/**
 * The domain that emails come from, signed with Easy DKIM and with a MAIL FROM domain of its own, so that both SPF and
 * DKIM align for DMARC. With a hosted zone the DNS records are made here; without one they are outputs, to be copied.
 */
export function createMailIdentity(stack: Stack, settings: Settings): EmailIdentity {
  const { mailDomain } = settings
  const mailFromDomain = `bounce.${mailDomain}`
  const hostedZone = zoneOf(stack, settings, mailDomain)
  const identity = new EmailIdentity(stack, 'MailIdentity', {
    identity: hostedZone ? { value: mailDomain, hostedZone } : Identity.domain(mailDomain),
    dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
    mailFromDomain,
    // Bounces and complaints arrive as events; SES would otherwise mail them on, addresses and all.
    feedbackForwarding: false,
  })
  identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  if (!hostedZone) writeDownDns(stack, identity, mailFromDomain)
  return identity
}

/** Outputs with the five records to make by hand. Values of the last two: SES developer guide, "Using a custom MAIL FROM domain". */
function writeDownDns(stack: Stack, identity: EmailIdentity, mailFromDomain: string): void {
  const records = [
    ...identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
    `${mailFromDomain} MX 10 feedback-smtp.${stack.region}.amazonses.com`,
    `${mailFromDomain} TXT "v=spf1 include:amazonses.com ~all"`,
  ]
  for (const [index, value] of records.entries()) new CfnOutput(stack, `DnsRecord${index + 1}`, { value })
}
