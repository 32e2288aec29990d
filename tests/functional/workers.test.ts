import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deliverAllDue, deliverOne } from '../../shared/application/delivery/deliver.ts'
import { minute } from '../../shared/domain/duration.ts'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import type { World } from '../../tools/simulation/world.ts'
import { expectEachOnce, gists, letNetsWork, people } from '../support/crowd.ts'
import { FaultyWorker, type Happening, sesFaults, tableFaults } from '../support/faults.ts'
import { numbers } from '../support/numbers.ts'
import { onBackends } from '../support/on-backends.ts'

const pressers = [people.module[0], people.reminder[0], people.accountEmail[0]] as const
const presses = {
  done: (world: World<SimulatedTable>, email: string) =>
    world.done(email, email === people.module[0] ? 'two' : 'one'),
  leave: (world: World<SimulatedTable>, email: string) =>
    world.execute(email, { type: 'Leave', via: 'one-click' }),
  erase: (world: World<SimulatedTable>, email: string) => world.execute(email, { type: 'Erase' }),
}
const aPress = fc.record({
  email: fc.constantFrom(...pressers),
  press: fc.constantFrom('done' as const, 'leave' as const, 'erase' as const),
})
type Press = typeof aPress extends fc.Arbitrary<infer P> ? P : never

const aTrouble = fc.record({
  worker: fc.nat({ max: 7 }),
  call: fc.integer({ min: 1, max: 90 }),
  happening: fc.oneof(fc.constantFrom(...tableFaults), aPress),
})

const aDay = fc.record({
  workers: fc.integer({ min: 2, max: 8 }),
  seed: fc.integer(),
  troubles: fc.array(aTrouble, { maxLength: 4 }),
  sesTroubles: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(...sesFaults)), {
    maxLength: 2,
  }),
})
type Day = typeof aDay extends fc.Arbitrary<infer D> ? D : never

/** What the day brings to one worker. Its last one is spared, so that somebody lives. */
function troublesOf(world: World<SimulatedTable>, day: Day, worker: number, pressed: Press[]) {
  return (call: number): Happening | undefined => {
    const trouble = day.troubles.find(one => one.worker % day.workers === worker && one.call === call)
    if (!trouble) return undefined
    if (typeof trouble.happening === 'string')
      return worker === day.workers - 1 ? undefined : { is: trouble.happening }
    const { email, press } = trouble.happening
    const pressing = async () => {
      pressed.push({ email, press })
      if (await world.find(email)) await presses[press](world, email)
    }
    return { is: 'press', press: pressing }
  }
}

/** Workers on the same people at once, each call taking its own time; SES tells of what it took meanwhile. */
async function live(world: World<SimulatedTable>, day: Day): Promise<Press[]> {
  const random = numbers(day.seed)
  const pressed: Press[] = []
  world.ses.latency = 50
  world.ses.fault = call => day.sesTroubles.find(([at]) => at === call)?.[1]
  const { clock } = world
  const aWhile = (max: number) => clock.until(clock.now() + Math.floor(random() * max))
  const ids = await Promise.all(people.module.map(async email => (await world.person(email)).learner.id))
  const works = Array.from({ length: day.workers }, async (_, number) => {
    const worker = new FaultyWorker(troublesOf(world, day, number, pressed))
    worker.pause = () => aWhile(20)
    const deps = world.worker(worker.table(world.table), worker.mailer(world.ses))
    await aWhile(300)
    const one = { learnerId: ids[number % ids.length] ?? '', journeyId: 'sample', dueAt: clock.now() }
    await (number % 3 === 2 ? deliverOne(deps, one) : deliverAllDue(deps, clock.now() + minute)).catch(
      () => {},
    )
  })
  const events = async () => {
    for (let i = 0; i < 10; i += 1) {
      await aWhile(1500)
      await world.feedback()
    }
  }
  await clock.run(Promise.all([...works, events()]))
  return pressed
}

onBackends('two to eight workers on the same people', ({ copy, orderly, isQuick }) => {
  it('email nobody twice and lose nobody, whatever befalls them and whoever presses what', async () => {
    const property = fc.asyncProperty(aDay, async day => {
      const world = await copy()
      const pressed = await live(world, day)
      world.ses.fault = () => undefined
      await letNetsWork(world)
      await world.pass(2)
      const names = new Set(pressed.map(({ email }) => email))
      const others = orderly().gists.filter(([email]) => !names.has(email))
      expect(
        await gists(
          world,
          others.map(([email]) => email),
        ),
      ).toEqual(others)
      expectEachOnce(world, [...names])
    })
    await fc.assert(property, { numRuns: Number(process.env['RUNS'] ?? (isQuick ? 60 : 10)) })
  })
})
