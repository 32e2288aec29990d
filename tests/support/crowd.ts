import { expect } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'
import { FaultyWorker } from './faults.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const addresses = <const N extends readonly string[]>(...names: N) =>
  names.map(name => `${name}@example.org`) as { [K in keyof N]: string }

export const people = {
  /** Each waits for the second module. */
  module: addresses('a', 'b', 'c', 'd', 'e', 'f'),
  /** Each has let the first module lie, and is to be reminded. */
  reminder: addresses('g', 'h'),
  /** Each has signed up, and what should send the confirmation at once was lost. */
  accountEmail: addresses('i', 'j'),
}
const everybody = [...people.module, ...people.reminder, ...people.accountEmail]

/** Ten people for whom something is due at once, as a world to copy: three emails go out in a second. */
export async function crowd(): Promise<World> {
  const world = new World(monday)
  world.ses.allowance = { ...world.ses.allowance, ratePerSecond: 3 }
  await world.publish()
  for (const email of people.reminder) await world.learner(email)
  world.clock.setTo(monday + day)
  for (const email of people.module) await world.learner(email)
  for (const email of people.module) await world.done(email, 'one')
  await world.settle()
  await world.feedback()
  world.clock.setTo(monday + 3 * day)
  for (const email of people.accountEmail) await world.signUp(email)
  await world.tell()
  world.clock.setTo(monday + 3 * day + 2 * minute)
  return world
}

/** What each person is to have got of what was due, by email. */
const owed: Readonly<Record<string, string>> = Object.fromEntries([
  ...people.module.map(email => [email, 'module_two']),
  ...people.reminder.map(email => [email, 'reminder_one']),
  ...people.accountEmail.map(email => [email, 'confirm']),
])

/** A person's state without what depends on the moment and on chance. */
const gist = ({ learner }: LearnerRecord) => ({
  status: learner.status,
  accountEmails: learner.accountEmails.length,
  isClaimed: learner.claim !== undefined,
  journeys: Object.values(learner.enrolments).map(({ phase, done, emailed, claim, pausedBy }) => ({
    phase: { ...phase, since: 0 },
    done,
    emailed,
    isClaimed: claim !== undefined,
    pausedBy,
  })),
})

export async function gists<T extends SimulatedTable>(world: World<T>, of = everybody) {
  return Promise.all(of.map(async email => [email, gist(await world.person(email))] as const))
}

/** Emails to somebody that count as the same: one by one, what they mean. */
const meanings = <T extends SimulatedTable>(world: World<T>, email: string): string[] =>
  world.inbox(email).map(({ kind }) => kind)

/** Nobody got the same twice, and all but these got what they were owed, once. */
export function expectEachOnce<T extends SimulatedTable>(world: World<T>, but: readonly string[] = []) {
  const ids = world.ses.delivered.map(({ id }) => id)
  expect(new Set(ids).size, 'every email id went out once').toBe(ids.length)
  for (const [email, kind] of Object.entries(owed)) {
    const got = meanings(world, email).filter(one => one === kind).length
    if (but.includes(email)) expect(got, `${email} got ${kind} at most once`).toBeLessThanOrEqual(1)
    else expect(got, `${email} got ${kind} once`).toBe(1)
  }
}

/** Time for every safety net: the minute's ticks by healthy workers, claims growing old, evidence, and SES's events. */
export async function letNetsWork<T extends SimulatedTable>(world: World<T>): Promise<void> {
  await world.feedback()
  await world.passTo(world.clock.now() + 2 * hour)
}

export const copyOf = (world: World): Promise<World> => World.copy(world, new MemoryTable())

/** A tick by a worker who may suffer something. Whatever it makes of it, nobody else hears of it. */
export async function tickBy<T extends SimulatedTable>(world: World<T>, worker: FaultyWorker): Promise<void> {
  const deps = world.worker(worker.table(world.table), worker.mailer(world.ses))
  await world.tick(deps).catch(() => undefined)
}

/** A tick in which nothing goes wrong, and all that follows from it. */
export async function orderlyRun<T extends SimulatedTable>(world: World<T>) {
  const worker = new FaultyWorker()
  await tickBy(world, worker)
  const { calls } = worker
  const callsToSes = world.ses.calls
  await letNetsWork(world)
  expectEachOnce(world)
  return { calls, callsToSes, gists: await gists(world) }
}
