import * as z from 'zod/mini'
import type { InvitationId } from '../contracts/invitation.ts'
import { invitationRows } from '../contracts/row-kinds.ts'
import { type Instant, JourneyId } from '../domain/ids.ts'
import type { Details } from './details.ts'
import { invitationKey } from './keys.ts'
import type { Item, Table, Write } from './table.ts'
import { type UnreadableRow, whyUnreadable } from './unreadable-row.ts'

/** An invitation link. It does not contain whose it is. */
const Row = z.object({
  until: z.int(),
  /** The journey that it invites to; absent if its maker was in none. */
  journeyId: z.optional(JourneyId),
  /** The number of people who came by it. Who they are is stored nowhere. */
  people: z._default(z.int(), 0),
})
export type Invitation = z.infer<typeof Row>

/**
 * The writes for a change of a learner's link. The old link becomes invalid in the same transaction in which its
 * owner stops or replaces it, leaves or is erased.
 * @param journeyId the journey that the new link invites to.
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

/** Why this version cannot read an invitation; undefined if it can, and for other rows. */
export function unreadableInvitation(row: Item): UnreadableRow | undefined {
  return row.pk.startsWith(invitationRows) ? whyUnreadable(Row, row) : undefined
}

/** The invitation links. */
export function invitationStore(table: Pick<Table, 'get'>) {
  return {
    /**
     * @returns undefined if there is no such valid link. Also if its row cannot be read, since people who came by it
     * may sign up nevertheless.
     */
    async find(id: InvitationId, now: Instant): Promise<Invitation | undefined> {
      const item = await table.get(invitationKey(id))
      const row = Row.safeParse(item).data
      return row && now < row.until ? row : undefined
    },

    /** The write that counts one more person; it fails if the link was stopped. */
    countedWrite: (id: InvitationId): Write => ({
      update: invitationKey(id),
      add: { people: 1 },
      when: [{ attribute: 'until', is: 'present' }],
    }),
  }
}
export type InvitationStore = ReturnType<typeof invitationStore>
