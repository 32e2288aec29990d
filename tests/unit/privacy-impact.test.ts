import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { Settings } from '../../infra/settings.ts'
import * as rowKinds from '../../shared/contracts/row-kinds.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import { fewestAnswers } from '../../shared/domain/mirror-snapshot.ts'
import { barredFor } from '../../shared/domain/reflections/bars.ts'
import {
  excerptLength,
  reflectionLength,
  textKeptFor,
  unreadFor,
} from '../../shared/domain/reflections/reflection.ts'
import { requestedFor } from '../../shared/domain/requested-sign-up.ts'
import { undoPeriod } from '../../shared/domain/sending-policy.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { World } from '../../tools/simulation/world.ts'
import { sharesApproved, turnSharing, writer } from '../support/writers.ts'

const assessment = readFileSync(join(import.meta.dirname, '../../docs/privacy-impact.md'), 'utf8')
const [, kept = ''] = assessment.split('## What is kept, and for how long')
const [retention = ''] = kept.split('\n## ')

/** How long each kind of row is kept, by the key that its rows begin with. */
const howLong = new Map(
  [...retention.matchAll(/^\| (`[^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, kinds = '', words = '']) =>
    [...kinds.matchAll(/`([^`]+)`/g)].map(([, kind = '']) => [kind, words] as const),
  ),
)
const wordsOf = (kind: string): string => howLong.get(kind) ?? expect.fail(`Nothing is said of ${kind}.`)

/** The longest time that is named, in milliseconds; nothing where none is. */
function longestOf(kind: string): number {
  const times = [...wordsOf(kind).matchAll(/(\d+) (hour|day)/g)]
  return Math.max(0, ...times.map(([, count, unit]) => Number(count) * (unit === 'hour' ? hour : day)))
}

describe('the draft assessment of what the service means for privacy', () => {
  it('says of every kind of row how long it is kept: name a new one there, with its time', () => {
    expect([...howLong.keys()].toSorted()).toEqual(Object.values(rowKinds).toSorted())
  })

  test.each([
    ['reflection#', textKeptFor],
    ['reflection#', unreadFor],
    ['shelf#', textKeptFor],
    ['barred#', barredFor],
    ['sign-up#', requestedFor],
    ['L#', requestedFor],
    ['A#', undoPeriod],
  ])('says of %s what the code does', (kind, time) => {
    expect(wordsOf(kind)).toContain(`${time / day} days`)
  })

  it('says how much may be written and shared, from how many answers on they are shown, and what settings keep', () => {
    expect(assessment).toContain(`up to ${reflectionLength.toLocaleString('en')} characters`)
    expect(assessment).toContain(`an excerpt of up to ${excerptLength} characters`)
    expect(assessment).toContain(`from ${fewestAnswers} answers on`)
    expect(retention).toContain(`${Settings.shape.archiveDays.parse(undefined)} days unless \`archiveDays\``)
    expect(retention.replaceAll('\n', ' ')).toContain(
      `${Settings.shape.logRetentionDays.parse(undefined)} days unless \`logRetentionDays\``,
    )
  })

  it('promises of no row a shorter time than the row itself says', async () => {
    const world = new World(Date.parse('2026-11-23T09:00:00Z'))
    await world.publish()
    await turnSharing(world, true)
    await writer(world, 'sam@example.org')
    await sharesApproved(world, 'sam@example.org', 'I listened.')
    await world.signUp('kim@example.org')
    await barredStore(world.table).bar(['a-key'], 'sharing', world.clock.now())
    await world.pass(1)
    await world.sendForm('late@example.org')
    const expiring = [...world.table.rows.values()].filter(row => typeof row['ttl'] === 'number')
    const kinds = Object.values(rowKinds)
    const seen = new Set<string>()
    for (const { pk, ttl } of expiring) {
      const kind =
        kinds.find(one => pk === one || (one.endsWith('#') && pk.startsWith(one))) ?? expect.fail(pk)
      seen.add(kind)
      expect(Number(ttl) * 1000 - world.clock.now(), kind).toBeLessThanOrEqual(longestOf(kind) + hour)
    }
    expect(seen.size).toBeGreaterThan(7)
  })
})
