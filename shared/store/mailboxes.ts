import * as z from 'zod/mini'
import { mailboxRows } from '../contracts/row-kinds.ts'
import { allowanceFor, countsFor, replaceMissedTurns } from '../domain/account-email-allowance.ts'
import type { Instant } from '../domain/ids.ts'
import { isAsRead, readAndWrite } from './read-and-write.ts'
import type { Table, Write } from './table.ts'
import { readRow } from './unreadable-row.ts'

/** When account emails that anybody can cause recently went, or will go, to a mailbox. */
export interface Mailbox {
  /** The keyed hash of the mailbox. */
  hash: string
  accountEmails: readonly Instant[]
  /** For requests with a link that was mailed there: when the email of the link with this allowance went out. */
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

/** The row's next version. It expires when none of its account emails counts any more. */
function rowOf({ mailedAt, version, accountEmails }: Omit<Mailbox, 'hash'>, now: Instant) {
  const counted = accountEmails.filter(moment => moment > now - countsFor)
  const ttl = Math.ceil((Math.max(now, ...counted) + countsFor) / 1000)
  return { v: version + 1, accountEmails: counted, ...(mailedAt !== undefined && { mailedAt }), ttl }
}

/** Account emails by mailbox, however its address is spelled, to limit their number. */
export function mailboxStore(table: Pick<Table, 'get' | 'write'>) {
  const read = async (of: Pick<Mailbox, 'hash' | 'mailedAt'>) => {
    const item = await table.get(keyOf(of))
    return item && readRow(MailboxRow, item)
  }

  /** Undefined if a newer link has been used since: this one no longer counts as the owner's. */
  async function ofOwner(hash: string, mailedAt: Instant): Promise<Mailbox | undefined> {
    const row = await read({ hash, mailedAt })
    const before = row && { accountEmails: row.accountEmails, mailedAt: row.mailedAt ?? 0 }
    const own = allowanceFor(before, mailedAt)
    return own && { hash, ...own, version: row?.v ?? 0 }
  }

  return {
    /**
     * The bucket for a request: the owner's if it came with a link that was mailed there, otherwise the one that
     * strangers share. The latter also if a newer link has been used since.
     * @param hash the keyed hash of the mailbox.
     * @param mailedAt when the email with the link went out.
     * @throws UnreadableRow
     */
    async find(hash: string, mailedAt?: Instant): Promise<Mailbox> {
      const own = mailedAt === undefined ? undefined : await ofOwner(hash, mailedAt)
      if (own) return own
      const { v: version, accountEmails } = (await read({ hash })) ?? { v: 0, accountEmails: [] }
      return { hash, accountEmails, version }
    },

    /**
     * Replaces missed turns by new ones, among all account emails to the mailbox.
     * @param missed the turns that were missed.
     * @returns when each goes, in the same order; at once if not after `at`.
     * @throws UnreadableRow
     */
    takeTurnsAnew: (hash: string, missed: readonly Instant[], at: Instant): Promise<readonly Instant[]> =>
      readAndWrite(table, keyOf({ hash }), 'v', item => {
        const before = item ? readRow(MailboxRow, item) : { v: 0, accountEmails: [] }
        const accountEmails = replaceMissedTurns(before.accountEmails, missed, at)
        const becomes = rowOf({ version: before.v, accountEmails }, at)
        return { answer: accountEmails.slice(-missed.length), becomes }
      }),
  }
}
export type MailboxStore = ReturnType<typeof mailboxStore>

/**
 * The write that counts an account email, on the condition that nobody has counted one since the mailbox was read.
 * @param goesAt when it goes.
 */
export function withAccountEmail(mailbox: Mailbox, goesAt: Instant, now: Instant): Write {
  const accountEmails = [...mailbox.accountEmails, goesAt]
  return {
    put: { ...keyOf(mailbox), ...rowOf({ ...mailbox, accountEmails }, now) },
    when: isAsRead({ version: mailbox.version }),
  }
}
