/**
 * Why SES accepts no email from this account, whoever the recipient is. Whatever the cause, sending stops, and one
 * email every few minutes tests whether the cause is gone.
 */
const accountFaults = [
  /** The sender's address or domain is not verified with SES, or no longer is. */
  'sender-not-verified',
  /** AWS has shut the account's sending down. */
  'suspended',
  /** Sending is paused, for the account or for the configuration set. */
  'sending-paused',
  /** The configuration set does not exist. */
  'configuration-set-missing',
  /** The configuration set names an IP pool that does not exist. */
  'sending-pool-missing',
  /** The role may not send, or its credentials are refused. */
  'not-allowed',
] as const

/** Prefix for the name of an SES error that this code does not know. */
const unrecognised = 'unrecognised '
export type AccountFault = (typeof accountFaults)[number] | `${typeof unrecognised}${string}`

/** Whether a rejection by SES concerns the whole account. */
export const isAccountFault = (reason: string): reason is AccountFault =>
  reason.startsWith(unrecognised) || (accountFaults as readonly string[]).includes(reason)
