import type { LinkSigner } from '../adapters/links.ts'
import { mailboxOf, normaliseAddress } from '../contracts/email-address.ts'
import type { LinkOf, LinkPurpose } from '../contracts/link.ts'
import type { Instant } from '../domain/ids.ts'
import { findLearners } from '../store/find-learners.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import type { Table } from '../store/table.ts'

/** Purposes of links that are mailed; the others are handed to a platform or a browser. */
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

/** The address that a link was mailed to; undefined if that is no longer known. */
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
 * Whether the holder of a link token can read the mailbox of an address, because the link was mailed there. The token
 * may be years old and for any purpose, since it opens nothing here. If its learner cannot be read, it does not
 * count.
 * @returns when the link's email went out, or 0 if the link does not say so; undefined if it was not mailed to this
 * mailbox.
 */
export async function mailedToMailboxAt(
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
