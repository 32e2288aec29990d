import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countReplayChanges } from '../../shared/application/replay/count-replay-changes.ts'
import { type DryRun, dryRun } from '../../shared/application/replay/dry-run.ts'
import { isSelected, reactingRules, type Selection } from '../../shared/application/replay/selection.ts'
import { type StoredEvent, storedEvents } from '../../shared/application/replay/stored-events.ts'
import { minute } from '../../shared/domain/duration.ts'
import { everybody } from '../../shared/store/everybody.ts'
import type { ExpectedChange } from '../../shared/store/replays.ts'
import type { World } from '../../tools/simulation/world.ts'
import { crowd } from '../support/crowd.ts'
import { afterwards, outOfOrder, type Situation, situations } from '../support/swallowed.ts'

/** Everything that a row holds but what was told last. */
async function peopleIn(world: World): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  for await (const { learnerId, rows } of everybody(world.table))
    people.set(learnerId, JSON.stringify(rows.map(({ f: _, ...row }) => row)))
  return people
}

async function selected(world: World, selection: Selection): Promise<StoredEvent[]> {
  const events: StoredEvent[] = []
  for await (const { found } of everybody(world.table))
    if (found?.is === 'readable')
      events.push(...storedEvents(found.record).events.filter(event => isSelected(selection, event)))
  return events
}

async function rehearsed(world: World, selection: Selection) {
  const expected: ExpectedChange[] = []
  const run = await dryRun(world.deps, everybody(world.table), selection, person => expected.push(person))
  return { run, expected }
}

/** What really happens when these events come again. @returns how many emails went out, and who was changed. */
async function replayed(world: World, selection: Selection) {
  const before = { people: await peopleIn(world), emails: world.ses.delivered.length }
  for (const event of outOfOrder(await selected(world, selection)))
    await world.react(event, reactingRules(selection, event as StoredEvent))
  await world.settle()
  const after = await peopleIn(world)
  const changed = [...after].filter(([id, rows]) => before.people.get(id) !== rows).map(([id]) => id)
  return { emails: world.ses.delivered.length - before.emails, changed }
}

const total = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0)

function expectToAddUp(run: DryRun) {
  expect(total(run.answers)).toBe(run.events)
  expect(total(run.eventsByType)).toBe(run.events)
}

const selections = fc.constantFrom<Selection>(
  {},
  {},
  { rules: ['start-journey', 'deliver-due'] },
  { rules: ['start-journey'] },
  { rules: ['deliver-due'] },
  { types: ['SignUpConfirmed', 'ModuleCompleted'] },
)

/** The replay settles an email that was under way, and sends none. */
const doneWhileUnderWay: Situation = {
  all: (['sign-up', 'confirm', 'done'] as const).map(what => ({
    who: 0,
    does: what,
    module: 'one' as const,
    hours: 0,
  })),
  fates: ['unanswered'],
  silence: 2,
  pause: 'nothing',
}

/** One event causes a delivery, which writes the email off, and another is due at once. */
const doneWithoutAnswer: Situation = {
  all: (['sign-up', 'confirm', 'done-elsewhere'] as const).map(what => ({
    who: 0,
    does: what,
    module: 'one' as const,
    hours: 0,
  })),
  fates: ['unanswered'],
  silence: 1,
  pause: 'nothing',
}

describe('the dry run of a replay', () => {
  it('says exactly what the replay then does, and that a second one would do nothing', async () => {
    let changing = 0
    await fc.assert(
      fc.asyncProperty(situations, selections, async (situation, selection) => {
        const world = await afterwards(situation)
        const rows = JSON.stringify([...world.table.rows])
        const { run, expected } = await rehearsed(world, selection)
        expect(JSON.stringify([...world.table.rows])).toBe(rows)
        expectToAddUp(run)

        const real = await replayed(world, selection)
        expect(run.changed.emails).toBe(real.emails)
        expect(expected.map(({ learnerId }) => learnerId).sort()).toEqual(real.changed.sort())
        expect(await countReplayChanges(world.table, expected)).toEqual(run.changed)
        changing += run.changed.people

        for (let again = 0; again < 2; again += 1) {
          const second = await rehearsed(world, selection)
          expect(second.run.changed).toEqual({ people: 0, events: {}, emails: 0 })
          expect(await replayed(world, selection)).toEqual({ emails: 0, changed: [] })
        }
      }),
      {
        numRuns: 150,
        examples: [
          [doneWhileUnderWay, {}],
          [doneWithoutAnswer, { types: ['SignUpConfirmed', 'ModuleCompleted'] }],
        ],
      },
    )
    expect(changing).toBeGreaterThan(20)
  })

  it('knows which emails are proven by now never to have been sent, and that they go out again', async () => {
    const world = await crowd()
    const confirmations = world.ses.calls + 1
    world.ses.fault = call => (call === confirmations ? 'lose-before' : undefined)
    await world.tick()
    world.ses.fault = () => undefined
    await world.feedback()
    world.clock.setTo(world.clock.now() + 20 * minute)

    const { run } = await rehearsed(world, {})
    expect(run.changed.events.EmailAbsenceProven).toBeGreaterThan(0)
    const real = await replayed(world, {})
    expect(run.changed.emails).toBe(real.emails)
    expect(run.changed.people).toBe(real.changed.length)
  })
})
