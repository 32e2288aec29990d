/**
 * Why SES takes no email from this account, whoever it is for. Whatever the cause, sending stops and one email now and
 * then tests whether it is gone.
 */
const accountFaults = [
  /** The sender's address or domain is not verified with SES, or no longer. */
  'sender-not-verified',
  /** AWS has shut the account's sending down. */
  'suspended',
  /** Sending is paused, for the account or for the configuration set. */
  'sending-paused',
  /** The configuration set is not there. */
  'configuration-set-missing',
  /** The configuration set names a pool of addresses that is not there. */
  'sending-pool-missing',
  /** The role may not send, or its credentials are not taken. */
  'not-allowed',
] as const

/** SES refused a call by an error that nobody knows yet: its name. */
const unrecognised = 'unrecognised '
export type AccountFault = (typeof accountFaults)[number] | `${typeof unrecognised}${string}`

export const isAccountFault = (reason: string): reason is AccountFault =>
  reason.startsWith(unrecognised) || (accountFaults as readonly string[]).includes(reason)
