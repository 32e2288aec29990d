import * as z from 'zod/mini'
import type { InvitationId } from '../contracts/invitation.ts'
import { invitationRows } from '../contracts/row-kinds.ts'
import { type Instant, JourneyId } from '../domain/ids.ts'
import type { Details } from './details.ts'
import { invitationKey } from './keys.ts'
import type { Item, Table, Write } from './table.ts'
import { type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** The link of somebody who takes part. Whose it is stands in it nowhere. */
const Row = z.object({
  until: z.int(),
  /** The journey that it asks people to join; absent where its maker was in none. */
  journeyId: z.optional(JourneyId),
  /** How many people have come by it. Who they are is kept nowhere. */
  people: z._default(z.int(), 0),
})
export type Invitation = z.infer<typeof Row>

/**
 * The writes that go with a change of somebody's link: the one before is dead with the very write by which they stop it, make
 * another, leave or are erased.
 * @param journeyId that the new one asks people to join.
 */
export function invitationWrites(
  before: Details['ownInvitation'],
  now: Details['ownInvitation'],
  journeyId: JourneyId | undefined,
): Write[] {
  if (before?.id === now?.id) return []
  const gone: Write[] = before ? [{ delete: invitationKey(before.id) }] : []
  if (!now) return gone
  const { id, until } = now
  const row = { _: 1, until, ...(journeyId !== undefined && { journeyId }), ttl: Math.ceil(until / 1000) }
  return [...gone, { put: { ...invitationKey(id), ...row }, when: [{ attribute: 'pk', is: 'absent' }] }]
}

/** Why a row is no link that this version can read; undefined for those that it can, and for other rows. */
export function unreadableInvitation(row: Item): UnreadableRow | undefined {
  return row.pk.startsWith(invitationRows) ? whyUnreadable(Row, row) : undefined
}

/** The links by which people bring colleagues. */
export function invitationStore(table: Pick<Table, 'get'>) {
  return {
    /**
     * @returns undefined where nobody has such a link, or not any more; nor where its row cannot be read, since whoever came by it
     * takes part all the same.
     */
    async find(id: InvitationId, now: Instant): Promise<Invitation | undefined> {
      const item = await table.get(invitationKey(id))
      const row = Row.safeParse(item).data
      return row && now < row.until ? row : undefined
    },

    /** The write that counts one more who came by it; it fails where it is stopped. */
    countedWrite: (id: InvitationId): Write => ({
      update: invitationKey(id),
      add: { people: 1 },
      when: [{ attribute: 'until', is: 'present' }],
    }),
  }
}
export type InvitationStore = ReturnType<typeof invitationStore>
