import type { AccountFault } from '../domain/account-fault.ts'
import {
  type Breaker,
  type Canary,
  type Hold,
  type HoldScope,
  isTripped,
  type ProbedHold,
  probed,
  roomIn,
} from '../domain/hold.ts'
import { Hold as StoredHold } from '../domain/hold-schema.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { holdKey, holdsPartition } from './keys.ts'
import type { Check, Item, Key, Table } from './table.ts'

/** Identifies a hold: who or what set it, and its scope. */
export interface HoldName {
  by: Hold['by']
  scope: HoldScope
}

function partsOf(scope: HoldScope): (string | number)[] {
  if (scope.is === 'module') return [scope.journeyId, scope.moduleId]
  if (scope.is === 'version') return [scope.journeyId, scope.version]
  return scope.is === 'journey' ? [scope.journeyId] : []
}

/** `operator#module#<journey>#<module>`, `breaker#version#<journey>#<number>`. */
const keyOf = ({ by, scope }: HoldName): Key => holdKey([by, scope.is, ...partsOf(scope)].join('#'))

const breakerOf = (journeyId: JourneyId, version: number) =>
  ({ by: 'breaker', scope: { is: 'version', journeyId, version } }) as const

function readHold({ sk, ...attributes }: Item): Hold {
  const [by, is, journeyId, part] = sk.split('#')
  const scope = { is, journeyId, moduleId: part, version: Number(part) }
  return StoredHold.parse({ ...attributes, by, scope })
}

const unchanged = (attribute: string, value: number | undefined): Check =>
  value === undefined ? { attribute, is: 'absent' } : { attribute, is: '=', value }
const isThere: Check = { attribute: 'pk', is: 'present' }

/** Attempts to spend an allowance while other workers do so too. Ten losses in a row are a bug; then nothing goes out. */
const attempts = 10

/** The holds, set by operators or faults. They take effect without a deployment. */
export function holdStore(table: Pick<Table, 'query' | 'write'>) {
  /** @returns whether the hold is new; an existing one stays as it is. */
  async function place({ by, scope, ...attributes }: Hold): Promise<boolean> {
    const put = { ...keyOf({ by, scope }), ...attributes }
    return (await table.write({ put, when: [{ attribute: 'pk', is: 'absent' }] })).is === 'written'
  }

  /** Spends a canary's emails in one write. A canary that has ended allows all of them. */
  async function spendEmails(canary: Canary, emails: number, usedAt: Instant): Promise<number> {
    let wanted = emails
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const spent = await table.write({
        update: keyOf(canary),
        add: { left: -wanted },
        set: { usedAt },
        when: [{ attribute: 'left', is: '>=', value: wanted }],
      })
      if (spent.is === 'written') return wanted
      if (!spent.item) return emails
      wanted = roomIn({ left: Number(spent.item['left']) }, wanted)
      if (wanted === 0) return 0
    }
    const { journeyId } = canary.scope
    throw new Error(`The canary of ${journeyId} was used up by others ${attempts} times in a row.`)
  }

  /** Spends a probe; 0 if another worker already has, or the hold was lifted. */
  async function spendProbe(hold: ProbedHold, at: Instant): Promise<number> {
    const { since, usedAt } = probed(hold, at)
    const spent = await table.write({
      update: keyOf(hold),
      set: { since, usedAt },
      remove: ['seen', 'failed'],
      when: [isThere, unchanged('usedAt', hold.usedAt)],
    })
    return spent.is === 'written' ? 1 : 0
  }

  return {
    place,

    /** All holds. */
    async all(): Promise<Hold[]> {
      const holds = (await table.query(holdsPartition)).map(readHold)
      return holds.filter(hold => hold.by !== 'breaker' || isTripped(hold))
    },

    /**
     * Lifts a hold.
     * @returns whether it existed.
     */
    async lift(name: HoldName): Promise<boolean> {
      return (await table.write({ delete: keyOf(name), when: [isThere] })).is === 'written'
    },

    /**
     * Lifts a hold after a successful probe.
     * @returns false if another probe went out since, or SES reported a failure.
     */
    async close(hold: ProbedHold): Promise<boolean> {
      const when = [unchanged('usedAt', hold.usedAt), { attribute: 'failed', is: 'absent' as const }]
      return (await table.write({ delete: keyOf(hold), when })).is === 'written'
    },

    /**
     * Spends a hold's allowance: a canary's emails, or one probe.
     * @returns how many emails may go; exact over all workers.
     */
    spend(hold: Canary | ProbedHold, emails: number, at: Instant): Promise<number> {
      return hold.by === 'canary' ? spendEmails(hold, emails, at) : spendProbe(hold, at)
    },

    /**
     * Holds all sending, because SES accepts nothing from this account. Repeated reports keep the start, and postpone
     * the next probe.
     */
    async stopSending(why: AccountFault, at: Instant): Promise<void> {
      const stop = { by: 'account-fault', scope: { is: 'delivery' }, why, since: at, usedAt: at } as const
      if (await place(stop)) return
      await table.write({ update: keyOf(stop), set: { why, usedAt: at }, when: [isThere] })
    },

    /** Counts SES's failures to deliver emails because of a version's content. The third one holds the version. */
    async countFailures(journeyId: JourneyId, version: number, failures: number, at: Instant): Promise<void> {
      const update = keyOf(breakerOf(journeyId, version))
      const { item } = await table.write({ update, add: { failures } })
      const breaker = item && (readHold(item) as Breaker)
      if (!breaker || !isTripped(breaker) || breaker.since !== undefined) return
      await table.write({ update, set: { since: at }, when: [isThere, { attribute: 'since', is: 'absent' }] })
    },

    /**
     * Records SES's report on a probe: sent, or not delivered. Reports may come after the next probe and still count;
     * those about probes before the breaker tripped do not.
     * @param sentAt when the reported probe went out.
     */
    async noteProbe(
      journeyId: JourneyId,
      version: number,
      sentAt: Instant,
      said: 'seen' | 'failed',
    ): Promise<void> {
      await table.write({
        update: keyOf(breakerOf(journeyId, version)),
        set: { [said]: true },
        when: [{ attribute: 'since', is: '<', value: sentAt }],
      })
    },
  }
}
export type HoldStore = ReturnType<typeof holdStore>
