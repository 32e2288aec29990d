import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { promptJourney } from '../support/doings.ts'
import { whereabouts } from '../support/whereabouts.ts'
import { type System, split, startSystem } from './fixture/system.ts'

const ten = Date.parse('2030-01-07T10:00:00Z')

/** What somebody does in the hour: one of eight things, each as often as any other. */
const presses: readonly ((system: System, email: string) => Promise<void>)[] = [
  (system, email) => system.signUp(email),
  (system, email) => system.press(email, 'confirmUrl'),
  (system, email) => system.press(email, 'doneUrl', { action: 'done' }),
  (system, email) => system.press(email, 'preferencesUrl', { action: 'pause', journey: 'shiftworks' }),
  (system, email) => system.press(email, 'preferencesUrl', { action: 'resume', journey: 'shiftworks' }),
  (system, email) =>
    system.press(email, 'preferencesUrl', { action: 'times', pace: 'slower', parts: 'daytime' }),
  (system, email) => system.press(email, 'preferencesUrl', { action: 'leave' }),
  (system, email) => system.press(email, 'preferencesUrl', { action: 'private-link' }),
]
const [signsUp, confirms, marksDone, , resumes] = [0, 1, 2, 3, 4]

const kindOf = (i: number) => i % presses.length

const people = Array.from({ length: 200 }, (_, i) => `person${i}@example.org`)

/** Lets all of them do something, a few at a time, and what follows from it happen. */
async function each(system: System, does: (email: string, i: number) => unknown) {
  const queue = [...people.entries()]
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await does(next[1], next[0])
  }
  await Promise.all(Array.from({ length: 6 }, one))
  await system.pass(2 * minute)
}

/** By ten o'clock everybody is about to do what they do. */
async function arrive(system: System): Promise<void> {
  await each(system, (email, i) => kindOf(i) !== signsUp && system.signUp(email))
  await each(system, (email, i) => kindOf(i) > confirms && system.press(email, 'confirmUrl'))
  const pause = { action: 'pause', journey: 'shiftworks' }
  await each(system, (email, i) => kindOf(i) === resumes && system.press(email, 'preferencesUrl', pause))
}

/** They do it from ten to eleven o'clock; it is a quarter past when this ends. */
async function busyHour(system: System): Promise<void> {
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await system.passTo(ten + quarter * 15 * minute)
    const isTime = (i: number) => Math.floor(i / presses.length) % 4 === quarter
    await each(system, async (email, i) => isTime(i) && presses[kindOf(i)]?.(system, email))
  }
  await system.passTo(ten + 75 * minute)
}

/** Two days on, some have confirmed late, and some have done another module. */
async function twoDaysLater(system: System): Promise<void> {
  await system.passTo(ten + day)
  await each(system, (email, i) => kindOf(i) === signsUp && system.press(email, 'confirmUrl'))
  const isNext = (i: number) => kindOf(i) === marksDone && i % 3 === 0
  await each(system, (email, i) => isNext(i) && system.press(email, 'doneUrl', { action: 'done' }))
  await system.passTo(ten + 2 * day + 17 * hour)
}

async function everybodysWhereabouts({ local }: System) {
  const found = people.map(async email => {
    const view = await local.describeLearner(email)
    const subjects = local.inbox.emails(email).map(({ subject }) => subject)
    return [email, view && whereabouts(view.state as Learner, subjects)] as const
  })
  return Promise.all(found)
}

/** Every row of a person, as it is stored, by its key. */
async function rowsOfPeople({ local }: System) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new DynamoDBClient({ endpoint: local.aws, region: 'eu-west-2', credentials })
  const TableName = local.wiring.tables[0]?.name
  const rows: [string, object][] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items) rows.push([`${item['pk']?.S} ${item['sk']?.S}`, item])
  return new Map(rows.filter(([key]) => key.startsWith('L#')))
}

function expectNobodyEmailedTwice({ local }: System) {
  const ids = local.inbox.emails().map(({ tags }) => tags['email-id'])
  expect(ids.length).toBeGreaterThan(100)
  expect(new Set(ids).size).toBe(ids.length)
}

type Answer = {
  waitingSignUps: number
  dryRun: { events: number; changed: { people: number; emails: number; events: object } }
  replay: { end: string; changed: object }
}

async function replay(system: System, ...args: string[]): Promise<Answer> {
  const { code, stderr, said } = await system.operator('replay', ...args, '--yes', '--reason', 'a test')
  expect(code, stderr).toBe(0)
  return said as Answer
}

const iso = (moment: number): string => new Date(moment).toISOString()
const replayedIn = ({ local }: System) =>
  local.events.all().filter(({ event }) => event['replay-name'] !== undefined)

let repaired: System
let waiting: System
/** What the hour, and two days after it, came to where nothing was broken. */
const sound: { now?: unknown; later?: unknown } = {}

beforeAll(async () => {
  const before = await startSystem(promptJourney('shiftworks'), '2030-01-07T09:30:00Z')
  await arrive(before)
  const [undisturbed, ...others] = await split(before, 3)
  ;[repaired, waiting] = others as [System, System]
  if (!undisturbed) return
  await busyHour(undisturbed)
  sound.now = await everybodysWhereabouts(undisturbed)
  await twoDaysLater(undisturbed)
  sound.later = await everybodysWhereabouts(undisturbed)
  await undisturbed.close()
})
afterAll(() => Promise.all([repaired?.close(), waiting?.close()]))

it('an hour of faults is made good by a replay of it, and nobody is emailed twice', async () => {
  await repaired.fault({ function: 'start-journey', fault: 'fail' })
  await repaired.fault({ function: 'deliver-due', fault: 'timeout' })
  await busyHour(repaired)
  expect(await everybodysWhereabouts(repaired)).not.toEqual(sound.now)
  await repaired.mend()
  const window = ['--from', iso(ten), '--to', iso(ten + hour)]
  const { dryRun, waitingSignUps, replay: done } = await replay(repaired, ...window)
  expect(done).toMatchObject({ end: 'done', changed: dryRun.changed })
  expect(waitingSignUps).toBe(25)
  expect(dryRun.changed.emails + waitingSignUps).toBeGreaterThan(50)
  const started = new Set(replayedIn(repaired).flatMap(({ rules }) => rules))
  expect(started).toEqual(new Set(['start-journey', 'deliver-due']))
  // No tick has come by yet: all of it is the replay's work.
  expect(repaired.local.clock.now()).toBeLessThan(ten + 76 * minute)
  expect(await everybodysWhereabouts(repaired)).toEqual(sound.now)
  await twoDaysLater(repaired)
  expect(await everybodysWhereabouts(repaired)).toEqual(sound.later)
  expectNobodyEmailedTwice(repaired)
})

it('and by the safety nets alone', async () => {
  await waiting.fault({ function: 'start-journey', fault: 'timeout' })
  await waiting.fault({ function: 'deliver-due', fault: 'fail' })
  await busyHour(waiting)
  expect(await everybodysWhereabouts(waiting)).not.toEqual(sound.now)
  await waiting.mend()
  await waiting.pass(2 * minute)
  expect(await everybodysWhereabouts(waiting)).toEqual(sound.now)
  await twoDaysLater(waiting)
  expect(await everybodysWhereabouts(waiting)).toEqual(sound.later)
  expectNobodyEmailedTwice(waiting)
})

it('the whole archive, replayed twice more, changes nothing and sends nothing, as the dry run says', async () => {
  const until = repaired.local.clock.now() - 15 * minute
  const before = { rows: await rowsOfPeople(repaired), emails: repaired.local.inbox.heads().length }
  for (let again = 0; again < 2; again += 1) {
    const told = replayedIn(repaired).length
    const { dryRun, replay: done } = await replay(repaired, '--from', iso(ten - day), '--to', iso(until))
    expect(dryRun.events).toBeGreaterThan(500)
    expect(dryRun.changed).toEqual({ people: 0, events: {}, emails: 0 })
    expect(done.changed).toEqual(dryRun.changed)
    await repaired.settled()
    expect(replayedIn(repaired).length - told).toBeGreaterThan(500)
    expect({ rows: await rowsOfPeople(repaired), emails: repaired.local.inbox.heads().length }).toEqual(
      before,
    )
  }
})
