import { expect, it } from 'vitest'
import { day, hour, second } from '../../shared/domain/duration.ts'
import { ceilingStore } from '../../shared/store/ceiling.ts'
import { confirmationStore } from '../../shared/store/confirmations.ts'
import type { SignUpOrigin } from '../../shared/store/details.ts'
import { onTables } from '../support/on-tables.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const one: SignUpOrigin = { network: 'n1', domain: 'd1' }
const other: SignUpOrigin = { network: 'n2', domain: 'd1' }

onTables('how confirmations fare', table => {
  const store = () => confirmationStore(table())

  it('is counted by network, by domain and altogether, for 12 to 24 hours', async () => {
    await store().noteSent([one, one, other, undefined], now)
    await store().noteSent([one], now, 'withheld')
    await store().noteBounced(one, now + hour)
    await store().noteBounced(other, now + hour)
    const of = (scope: Parameters<ReturnType<typeof store>['tally']>[0], at = now) => store().tally(scope, at)
    expect(await of('all')).toEqual({ sent: 4, bounced: 2, withheld: 1 })
    expect(await of('network#n1')).toEqual({ sent: 2, bounced: 1, withheld: 1 })
    expect(await of('domain#d1', now + 12 * hour)).toEqual({ sent: 3, bounced: 2, withheld: 1 })
    expect(await of('all', now + 36 * hour)).toEqual({ sent: 0, bounced: 0, withheld: 0 })
  })

  it('is told apart by whom bounces belong to, the worst first', async () => {
    for (const origin of [one, one, other]) await store().noteBounced(origin, now)
    expect(await store().culprits('domain#d1', now)).toEqual([
      ['network#n1', 2],
      ['network#n2', 1],
    ])
    expect(await store().culprits('all', now)).toEqual([
      ['domain#d1', 3],
      ['network#n1', 2],
      ['network#n2', 1],
    ])
    expect(await store().culprits('network#n1', now)).toEqual([])
  })

  it('gives a turn to one of many who ask, and keeps those of a minute that nobody took', async () => {
    const take = (at: number) => store().takeTurn('q', at, 20 * second)
    const taken = async (at: number) =>
      (await Promise.all([take(at), take(at), take(at)])).filter(turn => turn <= at).sort((a, b) => a - b)
    expect(await taken(now)).toEqual([now])
    expect(await take(now + second)).toBe(now + 20 * second)
    const later = now + 600 * second
    expect(await taken(later)).toEqual([later - 60 * second, later - 40 * second, later - 20 * second])
    expect(await taken(later)).toEqual([later])
    expect(await taken(later)).toEqual([])
  })

  it('tells which brakes are on, since when, and for two hours after anybody was slowed down', async () => {
    await store().noteBrake('domain#d1', 'many-bounce', now)
    await store().noteBrake('domain#d1', 'many-bounce', now + hour)
    expect(await store().brakes(now + 2 * hour)).toEqual([
      { scope: 'domain#d1', why: 'many-bounce', since: now },
    ])
    expect(await store().isBraked(other, now + 2 * hour)).toBe(true)
    expect(await store().isBraked({ network: 'n2', domain: 'd2' }, now + 2 * hour)).toBe(false)
    expect(await store().brakes(now + 4 * hour)).toEqual([])
    expect(await store().isBraked(other, now + 4 * hour)).toBe(false)
  })
})

onTables('the ceiling of emails to unproven addresses', table => {
  const ceiling = { apart: second, atOnce: 10, per24Hours: 25 }
  const take = (had: readonly number[], at = now) => ceilingStore(table()).take(had, at, ceiling)
  /** How many of so many are let go, each from a network of its own. */
  const emails = async (many: number, at = now) =>
    (await take(Array(many).fill(0), at)).grants.filter(grant => grant === 'now').length

  it('lets some go at once, and the others by the rate, over all who ask', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => emails(4)))
    expect(asked.reduce((sum, granted) => sum + granted, 0)).toBe(10)
    expect(await take([0])).toMatchObject({ grants: ['rate'], opensAt: { rate: now + second } })
    expect(await take([0, 0, 0], now + 2 * second)).toMatchObject({
      grants: ['now', 'now', 'rate'],
      opensAt: { rate: now + 3 * second },
    })
  })

  it('lets no more than the quota go in 24 hours, and says when to ask again', async () => {
    for (const minutes of [0, 1, 2]) await emails(10, now + minutes * 60 * second)
    expect(await take([0], now + hour - second)).toMatchObject({
      grants: ['quota'],
      opensAt: { quota: now + hour },
      room: 0,
    })
    expect(await emails(1, now + 23 * hour)).toBe(0)
    expect(await emails(30, now + day)).toBe(10)
  })

  it('leaves as much of the quota as any one network had', async () => {
    const wide = { ...ceiling, atOnce: 1000 }
    const numbered = (from: number) => Array.from({ length: 20 }, (_, i) => from + i)
    const of = async (from: number) =>
      (await ceilingStore(table()).take(numbered(from), now, wide)).grants.filter(grant => grant === 'now')
        .length
    expect(await of(0)).toBe(13)
    expect(await of(13)).toBe(0)
    expect(await of(0)).toBe(6)
    expect(await of(0)).toBe(3)
  })
})
