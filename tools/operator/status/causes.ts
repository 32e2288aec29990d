import type { AccountFault } from '../../../shared/domain/account-fault.ts'

type Known = Exclude<AccountFault, `unrecognised ${string}`>

const words: Readonly<Record<Known, string>> = {
  'sender-not-verified': 'SES says that the sender is not verified',
  suspended: 'AWS has suspended sending for the account',
  'sending-paused': 'sending is paused in SES, for the account or for the configuration set',
  'configuration-set-missing': 'the configuration set is not there',
  'sending-pool-missing': 'the configuration set names a pool of addresses that is not there',
  'not-allowed': 'SES says that deliver-due may not send',
}

/** Describes why SES rejects the account. */
export const causeWords = (cause: string): string =>
  Object.hasOwn(words, cause) ? words[cause as Known] : `SES refuses every call (${cause})`
