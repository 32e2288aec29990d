import { describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { allowanceStore } from '../../shared/store/allowance.ts'
import { type BatchEvidence, batchOf, evidenceStore, parseBatch } from '../../shared/store/evidence.ts'
import { paceStore, type Slot, type SlotRequest } from '../../shared/store/pace.ts'
import { onTables } from '../support/on-tables.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const pace = { slotSize: 50, spacing: 146 }

const request = (emails: number, change: Partial<SlotRequest> = {}): SlotRequest => ({
  emails,
  earliest: now,
  latest: now + 1_000_000,
  quota: Number.MAX_SAFE_INTEGER,
  ...change,
})

onTables('the pace', table => {
  const take = (emails: number, change?: Partial<SlotRequest>) =>
    paceStore(table()).take(request(emails, change), pace)
  const slots = (taken: readonly unknown[]) => (taken as Slot[]).sort((a, b) => a.at - b.at)

  it('hands out whole slots, spaced evenly, to however many ask at once', async () => {
    const taken = slots(await Promise.all(Array.from({ length: 12 }, () => take(50))))
    expect(taken.map(({ emails }) => emails)).toEqual(Array(12).fill(50))
    const first = taken[0]?.at ?? 0
    expect(first).toBeGreaterThanOrEqual(now)
    expect(taken.map(({ at }) => at - first)).toEqual(Array.from({ length: 12 }, (_, i) => i * 146))
  })

  it('does not save up slots that nobody took', async () => {
    await take(50)
    const later = { earliest: now + 10_000.5 }
    const [one, two] = slots([await take(50, later), await take(50, later)])
    expect([one?.at, two?.at]).toEqual([now + 10_001, now + 10_147])
  })

  it('lets small sends share a slot, and grants the last of them what is left', async () => {
    const first = (await take(20, { earliest: now + 100 })) as Slot
    const shared = (await Promise.all([take(20), take(20)])) as Slot[]
    const ats = new Set([first, ...shared].map(({ at }) => at))
    expect(ats.size).toBe(1)
    expect(shared.map(({ emails }) => emails).sort()).toEqual([10, 20])
  })

  it('keeps emails together that are asked for together', async () => {
    const first = (await take(30, { earliest: now + 100 })) as Slot
    expect(await take(40, { together: true })).toEqual({ at: first.at + 146, emails: 40 })
  })

  it('says when the next slot would be, rather than reserve one that is too far ahead', async () => {
    const first = (await take(50)) as Slot
    expect(await take(50, { latest: first.at + 145 })).toEqual({ opensAt: first.at + 146 })
    expect(await take(50, { latest: first.at + 146 })).toEqual({ at: first.at + 146, emails: 50 })
  })

  it('never hands out more than the quota, however many ask, and the last of it in part', async () => {
    await paceStore(table()).countFrom(1000)
    const taken = await Promise.all(Array.from({ length: 8 }, () => take(50, { quota: 1120 })))
    const granted = taken.map(one => ('emails' in one ? one.emails : 0))
    expect(granted.reduce((sum, emails) => sum + emails, 0)).toBe(120)
    expect(await take(1, { quota: 1120 })).toEqual({ used: 1120 })
    expect(await take(1, { quota: 1121 })).toMatchObject({ emails: 1 })
  })

  it('counts on from what SES says that it sent', async () => {
    await take(50, { quota: 60 })
    expect(await take(50, { quota: 60 })).toMatchObject({ emails: 10 })
    await paceStore(table()).countFrom(20)
    expect(await take(50, { quota: 60 })).toMatchObject({ emails: 40 })
  })

  it('moves every slot to come by a second, once a second, when SES turns emails back', async () => {
    const { slowDown } = paceStore(table())
    await slowDown(now)
    const [, , last] = slots(await Promise.all([take(50), take(50), take(50)]))
    await Promise.all([slowDown(now + 10), slowDown(now + 20), slowDown(now + 30)])
    expect(await take(50)).toEqual({ at: (last?.at ?? 0) + 1000 + 146, emails: 50 })
    await slowDown(now + minute)
    const next = (await take(50, { earliest: now + minute })) as Slot
    expect(next.at).toBe(now + 61_000 + 146)
  })
})

onTables('what SES allows', table => {
  it.each([Number.POSITIVE_INFINITY, 50_000])(
    'is kept for all workers, with a quota of %d',
    async per24Hours => {
      const store = allowanceStore(table())
      expect(await store.last()).toBeUndefined()
      const said = { askedAt: now, ratePerSecond: 14, per24Hours, sentLast24Hours: 12, enabled: true }
      await store.keep({ ...said, ratePerSecond: 1 })
      await store.keep(said)
      expect(await store.last()).toEqual(said)
    },
  )
})

onTables('evidence', table => {
  const total = (batches: readonly BatchEvidence[]) => ({
    sent: batches.reduce((sum, { sent }) => sum + sent, 0),
    seen: batches.reduce((sum, { seen }) => sum + seen, 0),
  })
  const around = async () => total(await evidenceStore(table()).ofStretch(now))

  it('counts each word about an email once, however often and in whatever order it is told', async () => {
    const store = evidenceStore(table())
    const batch = batchOf(now, 'worker01', 1)
    await Promise.all([0, 1, 2, 1, 1, 0].map(place => store.noteSeen(batch, place)))
    await store.noteAccepted(batch, 5)
    await store.noteAccepted(batch, 5)
    await store.noteSeen(batch, 2)
    expect(await around()).toEqual({ sent: 5, seen: 3 })
  })

  it('leaves out a batch whose answer never came, so that what is unknown proves nothing', async () => {
    const store = evidenceStore(table())
    await store.noteSeen(batchOf(now, 'worker01', 1), 0)
    expect(await around()).toEqual({ sent: 0, seen: 0 })
  })

  it('tells apart batches of one moment, and knows when each was', async () => {
    const store = evidenceStore(table())
    for (let call = 1; call <= 20; call += 1)
      await store.noteAccepted(batchOf(now + call, 'worker01', call), 2)
    expect(await around()).toEqual({ sent: 40, seen: 0 })
    const moments = (await store.ofStretch(now)).map(({ at }) => at - now).sort((a, b) => a - b)
    expect(moments).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await store.ofStretch(now + 10 * minute)).toEqual([])
  })
})

describe('the name of a batch', () => {
  it('tells when it was, and fits into an SES tag', () => {
    const batch = batchOf(now, 'worker01', 17)
    expect(parseBatch(batch.id)).toEqual(batch)
    expect(batch.id).toMatch(/^[\w-]{1,256}$/)
    expect(parseBatch('')).toBeUndefined()
  })
})
