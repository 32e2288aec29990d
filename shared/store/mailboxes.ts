import * as z from 'zod/mini'
import { mailboxRows } from '../contracts/row-kinds.ts'
import { allowanceFor, countsFor } from '../domain/account-email-allowance.ts'
import type { Instant } from '../domain/ids.ts'
import { isAsRead } from './read-and-write.ts'
import type { Table, Write } from './table.ts'
import { UnreadableRow } from './unreadable-row.ts'

/** When account emails lately went, or are to go, to a mailbox. */
export interface Mailbox {
  /** The keyed hash of the mailbox. */
  hash: string
  accountEmails: readonly Instant[]
  /** Of those by the word of somebody who holds a link that lies in it: when the email went out whose link has this allowance. */
  mailedAt?: Instant
  version: number
}

const MailboxRow = z.object({
  v: z.int(),
  accountEmails: z.array(z.int()),
  mailedAt: z.optional(z.int()),
})
const keyOf = ({ hash, mailedAt }: Pick<Mailbox, 'hash' | 'mailedAt'>) => ({
  pk: `${mailboxRows}${hash}`,
  sk: mailedAt === undefined ? 'anybody' : 'owner',
})

/** Account emails to each mailbox, however its address is spelled: what they are held down by. */
export function mailboxStore(table: Pick<Table, 'get'>) {
  const read = async (of: Pick<Mailbox, 'hash' | 'mailedAt'>) => {
    const item = await table.get(keyOf(of))
    if (!item) return undefined
    const { success, data, error } = MailboxRow.safeParse(item)
    if (!success) throw new UnreadableRow(item, error)
    return data
  }

  return {
    /**
     * What anybody has had sent there, by whoever's word.
     * @param hash the keyed hash of the mailbox.
     * @throws UnreadableRow
     */
    async find(hash: string): Promise<Mailbox> {
      const { v: version, accountEmails } = (await read({ hash })) ?? { v: 0, accountEmails: [] }
      return { hash, accountEmails, version }
    },

    /**
     * What was sent there by the word of who holds a link that lies in it.
     * @param mailedAt when the email with the link went out.
     * @returns undefined where a newer one has been used since: this one is no owner's word any more.
     * @throws UnreadableRow
     */
    async ofOwner(hash: string, mailedAt: Instant): Promise<Mailbox | undefined> {
      const row = await read({ hash, mailedAt })
      const before = row && { accountEmails: row.accountEmails, mailedAt: row.mailedAt ?? 0 }
      const own = allowanceFor(before, mailedAt)
      return own && { hash, ...own, version: row?.v ?? 0 }
    },
  }
}
export type MailboxStore = ReturnType<typeof mailboxStore>

/**
 * The write that counts an account email, on the condition that nobody else has counted one since the mailbox was read.
 * @param goesAt when it goes.
 */
export function withAccountEmail(mailbox: Mailbox, goesAt: Instant, now: Instant): Write {
  const { mailedAt } = mailbox
  const accountEmails = [...mailbox.accountEmails.filter(moment => moment > now - countsFor), goesAt]
  const last = Math.max(...accountEmails)
  const ttl = Math.ceil((last + countsFor) / 1000)
  return {
    put: {
      ...keyOf(mailbox),
      v: mailbox.version + 1,
      accountEmails,
      ...(mailedAt !== undefined && { mailedAt }),
      ttl,
    },
    when: isAsRead({ version: mailbox.version }),
  }
}
