import * as z from 'zod/mini'
import type { AccountFault } from '../domain/account-fault.ts'
import { failuresToTrip, type Stop, type TrippedBreaker } from '../domain/breaker.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { switchKey } from './keys.ts'
import type { Check, Table } from './table.ts'

const prefix = 'breaker#'
const breakerKey = (journeyId: JourneyId, version: number) => switchKey(`${prefix}${journeyId}#${version}`)

const stopName = 'stop'
const stopKey = () => switchKey(stopName)

const BreakerRow = z.object({
  failures: z._default(z.number(), 0),
  at: z.optional(z.int()),
  probe: z.optional(z.string()),
  probedAt: z.optional(z.int()),
  seen: z.optional(z.int()),
  failed: z.optional(z.int()),
})

const StopRow = z.object({ cause: z.string(), since: z.int(), testedAt: z.int() })

/** The tripped breaker that a row among the switches is; none where it is something else, or has not tripped. */
export function readBreaker(row: { sk: string }): TrippedBreaker[] {
  if (!row.sk.startsWith(prefix)) return []
  const [journeyId = '', version] = row.sk.slice(prefix.length).split('#')
  const { failures, at, probe: emailId, probedAt, seen, failed } = BreakerRow.parse(row)
  if (failures < failuresToTrip) return []
  const probe = emailId !== undefined && probedAt !== undefined ? { emailId, at: probedAt } : undefined
  return [
    {
      journeyId,
      version: Number(version),
      ...(at !== undefined && { since: at }),
      ...(probe && { probe: { ...probe, seen: seen !== undefined, failed: failed !== undefined } }),
    },
  ]
}

/** The stop of all sending that a row among the switches is; none where it is something else. */
export const readStop = (row: { sk: string }): Stop[] => (row.sk === stopName ? [StopRow.parse(row)] : [])

const unchanged = (attribute: string, value: number | string | undefined): Check =>
  value === undefined ? { attribute, is: 'absent' } : { attribute, is: '=', value }

/** What trips the breaker of a version, probes it and closes it. */
export function breakerOperations(table: Pick<Table, 'write'>) {
  return {
    /** SES could not deliver an email because of how this version is written. */
    async countFailure(journeyId: JourneyId, version: number, failures: number, at: Instant): Promise<void> {
      const update = breakerKey(journeyId, version)
      const counted = await table.write({ update, add: { failures } })
      const row = BreakerRow.parse(counted.item ?? {})
      if (row.failures < failuresToTrip || row.at !== undefined) return
      await table.write({
        update,
        set: { at },
        when: [
          { attribute: 'at', is: 'absent' },
          { attribute: 'failures', is: 'present' },
        ],
      })
    },

    /** Lets one email out. @returns false when somebody else probes, or the breaker is closed. */
    async takeProbe(
      { journeyId, version, since, probe }: TrippedBreaker,
      emailId: string,
      at: Instant,
    ): Promise<boolean> {
      const taken = await table.write({
        update: breakerKey(journeyId, version),
        set: { probe: emailId, probedAt: at, at: since ?? at },
        remove: ['seen', 'failed'],
        when: [unchanged('probedAt', probe?.at), { attribute: 'failures', is: 'present' }],
      })
      return taken.is === 'written'
    },

    /**
     * SES has spoken of a probe: that it was sent, or that it could not be delivered. Words may come after the next probe
     * has gone out, and tell as much of the version; those about probes before it tripped tell nothing.
     * @param sentAt when the probe that SES speaks of went out.
     */
    async noteProbe(
      journeyId: JourneyId,
      version: number,
      sentAt: Instant,
      said: 'seen' | 'failed',
    ): Promise<void> {
      await table.write({
        update: breakerKey(journeyId, version),
        set: { [said]: 1 },
        when: [{ attribute: 'at', is: '<', value: sentAt }],
      })
    },

    /** Lets a version go after a probe of it went well. @returns whether that still holds. */
    async closeBreaker({ journeyId, version, probe }: TrippedBreaker): Promise<boolean> {
      const closed = await table.write({
        delete: breakerKey(journeyId, version),
        when: [unchanged('probe', probe?.emailId), { attribute: 'failed', is: 'absent' }],
      })
      return closed.is === 'written'
    },

    /** Lets a version be sent again, on an operator's word. */
    async resetBreaker(journeyId: JourneyId, version: number): Promise<void> {
      await table.write({ delete: breakerKey(journeyId, version) })
    },
  }
}

/** What stops all sending for the account's fault, tests it and lets it go. */
export function stopOperations(table: Pick<Table, 'write'>) {
  return {
    /** Nothing is sent from now on. Told again, it keeps since when. */
    async stopSending(cause: AccountFault, at: Instant): Promise<void> {
      const begun = await table.write({
        put: { ...stopKey(), cause, since: at, testedAt: at },
        when: [{ attribute: 'pk', is: 'absent' }],
      })
      if (begun.is === 'written') return
      await table.write({
        update: stopKey(),
        set: { cause, testedAt: at },
        when: [{ attribute: 'since', is: 'present' }],
      })
    },

    /** Lets one email out. @returns false when somebody else tests, or sending is let go. */
    async takeTest({ testedAt }: Stop, at: Instant): Promise<boolean> {
      const when = [unchanged('testedAt', testedAt)]
      return (await table.write({ update: stopKey(), set: { testedAt: at }, when })).is === 'written'
    },

    /** Lets everything go. @param testedAt only if nothing was said against it since this test. */
    async letGo(testedAt?: Instant): Promise<boolean> {
      const when = testedAt === undefined ? {} : { when: [unchanged('testedAt', testedAt)] }
      return (await table.write({ delete: stopKey(), ...when })).is === 'written'
    },
  }
}
