import { expect, it } from 'vitest'
import { deliverOne } from '../../shared/application/delivery/deliver.ts'
import { changeBy } from '../../shared/application/execute-command.ts'
import { day } from '../../shared/domain/duration.ts'
import type { World } from '../../tools/simulation/world.ts'
import { copyOf, crowd, letNetsWork, orderlyRun, people, tickBy } from '../support/crowd.ts'
import { promptJourney } from '../support/doings.ts'
import { faultAt, telling } from '../support/faults.ts'

const [waiting] = people.module

/** Somebody begins another journey, whose first module is due at once. */
async function beginsAnother(world: World): Promise<void> {
  const record = await world.person(waiting)
  const at = world.clock.now()
  const { id, epoch } = record.learner
  const started = { type: 'JourneyStarted' as const, at, epoch, journeyId: 'other', version: 1, dueAt: at }
  await world.deps.learners.save(record, changeBy(record.learner, { outcome: 'done', events: [started] }))
  await deliverOne(world.worker(), { learnerId: id, journeyId: 'other', dueAt: at })
}

/** They were in the other journey once, and left it before anything of it came. */
async function leftTheOther(world: World): Promise<void> {
  const record = await world.person(waiting)
  const at = world.clock.now()
  const { epoch } = record.learner
  const dueAt = at + 30 * day
  const started = { type: 'JourneyStarted' as const, at, epoch, journeyId: 'other', version: 1, dueAt }
  await world.deps.learners.save(record, changeBy(record.learner, { outcome: 'done', events: [started] }))
  await world.execute(waiting, { type: 'LeaveJourney', journeyId: 'other' })
}

it.each([
  ['another journey', async () => {}],
  ['a journey that was left', leftTheOther],
])(
  '%s that begins at any call of a worker brings no second email on the same day',
  async (_what, prepare) => {
    const before = await crowd()
    await before.publish(promptJourney('other'))
    await prepare(before)
    const { calls } = await orderlyRun(await copyOf(before))
    for (const place of telling(calls)) {
      const world = await copyOf(before)
      await tickBy(world, faultAt(place, { is: 'press', press: () => beginsAnother(world) }))
      await letNetsWork(world)
      await world.pass(2)
      const journeys = world.inbox(waiting).filter(({ kind }) => kind !== 'confirm')
      const days = journeys.map(({ at }) => new Date(at).toISOString().slice(0, 10))
      expect(new Set(days).size, `at call ${place}, ${calls[place - 1]}: ${days}`).toBe(days.length)
      expect(journeys.map(({ kind }) => kind).sort(), `at call ${place}`).toEqual([
        'module_one',
        'module_one',
        'module_two',
      ])
    }
  },
)
