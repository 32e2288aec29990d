import { afterEach, beforeEach, expect, it } from 'vitest'
import { introduce } from '../../shared/domain/circles/circle.ts'
import { second } from '../../shared/domain/duration.ts'
import { circleStore } from '../../shared/store/circles.ts'
import { CircleLife, group } from '../support/circle-life.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'

const why = ['--reason', 'a test', '--yes']
const other = 'sample.2026-11-29.7.0'

let life: CircleLife
let console: ConsoleVisit
const operator = (world = life.world) => operatorContext(world)

/** A proposal whose row cannot be read, and a circle of two of its people beside it. */
beforeEach(async () => {
  life = await new CircleLife().begins()
  const { table, clock } = life.world
  const two = ['ann@example.org', 'ben@example.org'].map(email => ({
    ...{ id: life.id(email), sector: 'student' as const },
  }))
  await table.write(circleStore(table).beginWrite(introduce(other, two, clock.now())))
  await table.write({ update: { pk: `proposal#${group}`, sk: 'state' }, set: { invited: 'spoilt' } })
})
afterEach(() => console?.close())

it('a group that cannot be read is named to operators, at the terminal and in the console, and hides no other', async () => {
  const listed = await operator().run(['circles', 'list', '--json'])
  expect(listed.code).toBe(1)
  expect(listed.json()).toMatchObject({
    groups: [{ id: other }],
    unreadable: [expect.stringContaining(`proposal#${group} state cannot be read`)],
  })
  expect((await operator().run(['circles', 'list'])).stdout).toContain(`proposal#${group}`)
  console = await visitConsole(life.world)
  const { status, page } = await console.get('/circles')
  expect(status).toBe(200)
  for (const id of [other, `proposal#${group}`]) expect(page).toContain(id)
  const shown = await operator().run(['circles', 'show', group])
  expect(shown).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') })
})

it('a group that cannot be read is listed by reconcile', async () => {
  const { findings } = (await operator().run(['reconcile', '--json'])).json() as {
    findings: { kind: string; about: string }[]
  }
  const unreadable = findings.filter(({ kind }) => kind === 'unreadable')
  expect(unreadable.map(({ about }) => about)).toEqual([`proposal#${group} state`])
})

it('a group that cannot be read keeps nobody who is removed in the others', async () => {
  const removed = await operator().run(['circles', 'remove', 'ann@example.org', ...why])
  expect(removed.code, removed.stderr).toBe(0)
  expect(removed.stdout).toContain(`proposal#${group}`)
  const members = (await circleStore(life.world.table).find(other))?.state.members ?? []
  expect(members.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual([life.id('ann@example.org')])
})

it('a group that cannot be read keeps no other from ending after a restore, and is named', async () => {
  const from = life.world.clock.now()
  const backup = await backupOf(life.world)
  life.world.clock.setTo(from + second)
  const restored = await restore(backup, life.world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(life.world) })
  const back = ['reconcile', '--after-restore', new Date(from).toISOString(), '--unknown-as', 'sent', ...why]
  const run = await context.run([...back, '--json'])
  expect(run.code, run.stderr).toBe(0)
  expect(run.json()).toMatchObject({
    through: { circles: 1, unreadable: [expect.stringContaining(`proposal#${group}`)] },
  })
  expect((await circleStore(restored.table).find(other))?.state.endedAt).toBeDefined()
})
