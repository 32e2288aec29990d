import { expect, it } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

it('a sign-up for which no email goes out is kept nowhere, or says when it goes', async () => {
  const world = new World(monday)
  await world.publish()
  for (let i = 0; i < 60; i += 1) await world.signUp(`sam+${i}@example.org`, { firstName: 'Sam' })
  await world.pass(60)
  const kept = [...world.table.rows.values()].filter(
    row =>
      (row.pk.startsWith('L#') || row.pk.startsWith('A#')) &&
      (row['ttl'] === undefined || Number(row['ttl']) * 1000 > monday + 90 * day),
  )
  expect(kept.length).toBe(0)
})
