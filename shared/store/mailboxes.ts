import * as z from 'zod/mini'
import { mailboxRows } from '../contracts/row-kinds.ts'
import { countsFor } from '../domain/account-email-allowance.ts'
import type { Instant } from '../domain/ids.ts'
import { isAsRead } from './read-and-write.ts'
import type { Table, Write } from './table.ts'
import { UnreadableRow } from './unreadable-row.ts'

/** Whose word account emails to a mailbox go by: anybody's, or that of somebody who holds a link that lies in it. */
export type AskedBy = 'anybody' | 'owner'

/** When account emails lately went, or are to go, to a mailbox. */
export interface Mailbox {
  /** The keyed hash of the mailbox. */
  hash: string
  askedBy: AskedBy
  accountEmails: readonly Instant[]
  version: number
}

const MailboxRow = z.object({ v: z.int(), accountEmails: z.array(z.int()) })
const keyOf = ({ hash, askedBy }: Pick<Mailbox, 'hash' | 'askedBy'>) => ({
  pk: `${mailboxRows}${hash}`,
  sk: askedBy,
})

/** Account emails to each mailbox, however its address is spelled: what they are held down by. */
export function mailboxStore(table: Pick<Table, 'get'>) {
  return {
    /**
     * @param hash the keyed hash of the mailbox.
     * @throws UnreadableRow
     */
    async find(hash: string, askedBy: AskedBy = 'anybody'): Promise<Mailbox> {
      const item = await table.get(keyOf({ hash, askedBy }))
      if (!item) return { hash, askedBy, accountEmails: [], version: 0 }
      const { success, data, error } = MailboxRow.safeParse(item)
      if (!success) throw new UnreadableRow(item, error)
      return { hash, askedBy, accountEmails: data.accountEmails, version: data.v }
    },
  }
}
export type MailboxStore = ReturnType<typeof mailboxStore>

/**
 * The write that counts an account email, on the condition that nobody else has counted one since the mailbox was read.
 * @param goesAt when it goes.
 */
export function withAccountEmail(mailbox: Mailbox, goesAt: Instant, now: Instant): Write {
  const accountEmails = [...mailbox.accountEmails.filter(moment => moment > now - countsFor), goesAt]
  const last = Math.max(...accountEmails)
  const ttl = Math.ceil((last + countsFor) / 1000)
  return {
    put: { ...keyOf(mailbox), v: mailbox.version + 1, accountEmails, ttl },
    when: isAsRead({ version: mailbox.version }),
  }
}
