import * as fc from 'fast-check'
import type { Intent } from '../../shared/application/execute-command.ts'
import { hour, minute, week } from '../../shared/domain/duration.ts'
import { currentModule, type Enrolment, isAtRest, isOver } from '../../shared/domain/enrolment.ts'
import { canGoOn } from '../../shared/domain/place.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const fates = [
  'goes-on',
  'goes-on',
  'goes-on',
  'falls-silent',
  'pauses',
  'pauses',
  'asked-for-next',
  'bounces',
  'is-suppressed',
  'leaves',
  'is-erased',
  'never-confirms',
  'refused-by-ses',
] as const

/** How somebody comes to where they are. */
interface Life {
  /** How many modules they do. */
  done: number
  fate: (typeof fates)[number]
  /** When they sign up, in hours from the beginning. */
  joins: number
  sector: 'ambulance' | 'social-care' | undefined
  /** Whether they follow another journey, too. */
  another: boolean
  slower: boolean
}

const lives = fc.record<Life>({
  done: fc.nat(6),
  fate: fc.constantFrom(...fates),
  joins: fc.nat(24 * 12),
  sector: fc.constantFrom('ambulance', 'social-care', undefined),
  another: fc.constantFrom(true, false, false, false),
  slower: fc.constantFrom(true, false, false),
})

/** Six modules: at once, after days and after hours, with reminders and without, and one for a sector. */
export const longJourney = (version = 1) =>
  sampleJourney(
    'sample',
    [
      sampleModule('one', { after: { days: 0 } }),
      sampleModule('two'),
      sampleModule('three', { after: { days: 0 }, remind: [{ days: 2 }], pauseAfter: { days: 4 } }),
      sampleModule('four', { after: { hours: 30 }, notFor: ['ambulance'] }),
      sampleModule('five', { remind: [] }),
      sampleModule('six', { onlyFor: ['ambulance'] }),
    ],
    version,
  )

const enrolmentOf = ({ learner }: LearnerRecord): Enrolment | undefined => learner.enrolments['sample']

/** The address of somebody, by their number. */
const addressOf = (who: number): string => `person${who}@example.org`

async function come(world: World, email: string, { sector, slower, fate, another }: Life): Promise<void> {
  const change = {
    ...(sector && { sector }),
    preferences: { pace: slower ? ('slower' as const) : ('as-written' as const) },
  }
  await world.signUp(email, change)
  await world.settle()
  if (fate === 'never-confirms') return
  await world.confirm(email)
  if (another) {
    await world.signUp(email, { ...change, journeyId: 'other' })
    await world.settle()
    await world.confirm(email)
  }
  await world.settle()
}

/** Does what somebody has before them, if they still do. */
async function doOne(world: World, email: string, { done }: Life): Promise<void> {
  const record = await world.find(email)
  const enrolment = record && enrolmentOf(record)
  if (enrolment?.phase.is !== 'reading' || enrolment.done.length >= done) return
  await world.done(email, enrolment.phase.moduleId)
}

const intents: Partial<Record<Life['fate'], Intent>> = {
  pauses: { type: 'PauseJourney', journeyId: 'sample' },
  'asked-for-next': { type: 'SendNextNow', journeyId: 'sample' },
  bounces: { type: 'RecordBounce', lasting: true, code: '5.1.1' },
  'is-suppressed': { type: 'Suppress' },
  leaves: { type: 'Leave', via: 'page' },
  'is-erased': { type: 'Erase' },
}

/** How a life ends. */
async function end(world: World, email: string, { fate }: Life): Promise<void> {
  const intent = intents[fate]
  if (intent && (await world.find(email))) await world.execute(email, intent)
}

/** A crowd in every state: so many people have signed up over twelve days, done what they did, and met their fate. */
export async function everyState(people: number, seed: number): Promise<World> {
  const world = new World(monday)
  await world.publish(longJourney())
  await world.publish(
    sampleJourney('other', [sampleModule('red', { after: { days: 0 } }), sampleModule('blue')]),
  )
  const all = fc
    .sample(lives, { numRuns: people, seed })
    .map((life, who) => ({ life, email: addressOf(who) }))
  const refused = new Set(all.filter(({ life }) => life.fate === 'refused-by-ses').map(({ email }) => email))
  const start = world.clock.now()
  for (let at = 0; at < 24 * 15; at += 6) {
    for (const { email, life } of all) {
      if (life.joins >= at && life.joins < at + 6) await come(world, email, life)
      else await doOne(world, email, life)
    }
    if (at === 24 * 9)
      world.ses.fault = (_, { entries }) =>
        entries.some(({ to }) => refused.has(to)) ? 'call-400' : undefined
    if (at === 24 * 12) for (const { email, life } of all) await end(world, email, life)
    await world.passTo(start + at * hour)
  }
  world.ses.fault = () => undefined
  await world.settle()
  await world.feedback()
  return world
}

/** Everybody in the journey to whom something of it may still come. */
async function going(world: World): Promise<string[]> {
  const emails: string[] = []
  for (const email of new Set(world.ses.delivered.map(({ to }) => to))) {
    const record = await world.find(email)
    const enrolment = record && enrolmentOf(record)
    if (record && enrolment && canGoOn(record.learner, enrolment)) emails.push(email)
  }
  return emails
}

async function goOn(world: World, email: string): Promise<void> {
  const enrolment = enrolmentOf(await world.person(email))
  if (enrolment && isAtRest(enrolment))
    await world.execute(email, { type: 'ResumeJourney', journeyId: 'sample' })
}

/** @returns whether the journey is behind them. */
async function doWhatIsThere(world: World, email: string): Promise<boolean> {
  const enrolment = enrolmentOf(await world.person(email))
  const moduleId = enrolment && currentModule(enrolment)
  if (moduleId === undefined) return !enrolment || isOver(enrolment)
  const { record } = await world.done(email, moduleId)
  const after = record && enrolmentOf(record)
  return !after || isOver(after)
}

/** The modules of the journey that somebody got for the first time, in their order, and in which minute the first came. */
export interface Got {
  modules: string[]
  firstAt?: number
}

function gotBy(world: World, email: string, sentBefore: number, emailed: readonly string[]): Got {
  const modules = world.ses.delivered.slice(sentBefore).flatMap(({ to, kind, journey, at }) => {
    const [, id] = /^module_(.+)$/.exec(kind) ?? []
    const isNew = to === email && journey === 'sample' && id !== undefined && !emailed.includes(id)
    return isNew ? [{ id, at: Math.floor(at / minute) }] : []
  })
  const [first] = modules
  return { modules: modules.map(({ id }) => id), ...(first && { firstAt: first.at }) }
}

/** What each of those who can go on has been emailed by now. */
export async function emailedByNow(world: World): Promise<Map<string, readonly string[]>> {
  const before = new Map<string, readonly string[]>()
  for (const email of await going(world))
    before.set(email, enrolmentOf(await world.person(email))?.emailed ?? [])
  return before
}

/** Those who have paused go on, and everybody does what they have before them. */
async function goOnNow(world: World, emails: Iterable<string>): Promise<void> {
  for (const email of emails) {
    await goOn(world, email)
    await doWhatIsThere(world, email)
  }
  await world.settle()
}

/** Each module is done as it comes, until everybody has finished. */
async function doAllThatComes(world: World, emails: ReadonlySet<string>): Promise<void> {
  const under = new Set(emails)
  const end = world.clock.now() + 20 * week
  while (under.size > 0) {
    const next = await world.nextDue()
    if (next === undefined || next > end) return
    const sentBefore = world.ses.delivered.length
    await world.passTo(Math.max(next, world.clock.now()) + minute)
    for (const { to } of world.ses.delivered.slice(sentBefore))
      if (under.has(to) && (await doWhatIsThere(world, to))) under.delete(to)
  }
}

/**
 * What everybody then gets who can go on, if they do so now and do each module as it comes.
 * @param meanwhile happens once they go on, and before anything else does.
 */
export async function whatTheyGet(
  world: World,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Map<string, Got>> {
  const emailed = await emailedByNow(world)
  const sentBefore = world.ses.delivered.length
  await goOnNow(world, emailed.keys())
  await meanwhile()
  await doAllThatComes(world, new Set(emailed.keys()))
  return new Map([...emailed].map(([email, ids]) => [email, gotBy(world, email, sentBefore, ids)]))
}

/**
 * Everybody does what they have before them, and each module at once as it comes, until a moment; who has paused still has
 * by then.
 */
export async function doUntil(world: World, until: number): Promise<void> {
  let doing = await going(world)
  const under = new Set(doing)
  for (;;) {
    const sentBefore = world.ses.delivered.length
    for (const email of doing) await doWhatIsThere(world, email)
    await world.settle()
    const next = await world.nextDue()
    if (world.ses.delivered.length === sentBefore && next !== undefined && next < until)
      await world.passTo(Math.max(next, world.clock.now()) + minute)
    doing = world.ses.delivered.slice(sentBefore).flatMap(({ to }) => (under.has(to) ? [to] : []))
    if (doing.length === 0 && (next === undefined || next >= until)) break
  }
  world.clock.setTo(until)
}

/** Some days go by in which every third person does, pauses or goes on with what they have. */
export async function liveOn(world: World, round: number): Promise<void> {
  for (const [at, email] of [...(await emailedByNow(world)).keys()].entries()) {
    if (at % 3 === round % 3) await goOnNow(world, [email])
    else if (at % 7 === round % 7) await world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })
  }
  await world.pass(2)
}
