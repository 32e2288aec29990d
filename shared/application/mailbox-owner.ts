import type { LinkSigner } from '../adapters/links.ts'
import { mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import type { LinkOf, LinkPurpose } from '../contracts/link.ts'
import type { Instant } from '../domain/ids.ts'
import { findLearners } from '../store/find-learners.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import type { Table } from '../store/table.ts'

/** Links that lie in somebody's mailbox: all but those that a platform or a browser is handed. */
type Mailed = Exclude<LinkPurpose, 'reference' | 'welcome' | 'notice'>

const mailed = Object.keys({
  confirm: true,
  module: true,
  preferences: true,
  circle: true,
  private: true,
  address: true,
  'undo-address': true,
  unsubscribe: true,
} satisfies Readonly<Record<Mailed, true>>) as Mailed[]
type MailedLink = LinkOf<Mailed>

/** The address that a link went to; undefined where nobody knows it any more. */
function mailedTo(link: MailedLink, { learner, details }: LearnerRecord): string | undefined {
  if (link.purpose === 'address')
    return learner.addressChange === link.occurrence ? details.newEmail : undefined
  const asked = link.purpose === 'confirm' ? details.requests?.[link.request]?.email : undefined
  if (asked !== undefined) return asked
  if (link.purpose === 'undo-address')
    return details.oldAddresses?.find(old => old.occurrence === link.occurrence)?.email
  return (link.addressVersion ?? 0) === (learner.addressVersion ?? 0) ? details.email : undefined
}

const mailbox = (email: string): string => mailboxOf(normaliseAddress(email))

interface OwnerDeps {
  links: LinkSigner
  table: Pick<Table, 'getMany'>
}

/**
 * Whether whoever shows this token can read the mailbox of an address: the token is ours, and lies there. It may be years
 * old; what it was for does not matter, since it opens nothing. Where the person whom it was mailed to cannot be read, nobody
 * knows, and it counts for nothing.
 * @returns when the email with it went out, as far as it says so: at the beginning of time where it does not. Undefined where it
 * lies in no such mailbox.
 */
export async function whenMailedThere(
  { links, table }: OwnerDeps,
  token: string,
  email: string,
  at: Instant,
): Promise<Instant | undefined> {
  const opened = links.open(token, mailed, at)
  if (opened.is === 'broken') return undefined
  const { learnerId, mailedAt = 0 } = opened.link
  const found = (await findLearners(table, [{ learnerId }])).get(learnerId)
  const address = found?.is === 'readable' ? mailedTo(opened.link, found.record) : undefined
  return address !== undefined && mailbox(address) === mailbox(email) ? mailedAt : undefined
}
