import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import type { Next } from '../../tools/operator/learner/next.ts'
import type { Story } from '../../tools/operator/learner/story.ts'
import { notVerified } from '../../tools/simulation/fake-ses.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const first = sampleModule('one', { after: { days: 0 } })
const prompt = [first, sampleModule('two', { after: { days: 0 } })]

/** Sam has the first module of a journey. */
async function begun(change: Partial<Journey> = {}): Promise<World> {
  const world = new World(monday)
  const { journey, ...rest } = sampleJourney('sample', change.modules)
  await world.publish({ ...rest, journey: { ...journey, ...change } })
  await world.learner(sam)
  return world
}

/** Sam is done with the first module, and waits for the second. */
async function waiting(change: Partial<Journey> = {}): Promise<World> {
  const world = await begun(change)
  await world.done(sam, 'one')
  return world
}

/** Sam follows another journey besides. */
async function inTwo(change: Partial<Journey> = {}): Promise<World> {
  const world = await begun()
  const { journey, ...rest } = sampleJourney('other', change.modules)
  await world.publish({ ...rest, journey: { ...journey, ...change } })
  await world.learner(sam, { journeyId: 'other' })
  return world
}

const likes = (world: World, preferences: Partial<Preferences>) =>
  world.execute(sam, { type: 'ChangePreferences', preferences: { pace: 'as-written', ...preferences } })

const letterIn = (world: World, journeyId: string) =>
  world.execute(sam, {
    ...{ type: 'PlanCircleLetter', journeyId, kind: 'circle-proposal', group: `${journeyId}.2026-11-15.0.0` },
    until: world.clock.now() + 28 * day,
  })

const ofSample = { scope: { is: 'journey', journeyId: 'sample' } } as const

/** Time passes while SES answers so. */
function whileSes(world: World, answer: NonNullable<ReturnType<World['ses']['fault']>>, days: number) {
  world.ses.fault = () => answer
  return world.pass(days)
}

const holdModule = (world: World, moduleId: string) =>
  world.deps.holds.place({
    ...{ by: 'operator', scope: { is: 'module', journeyId: 'sample', moduleId } },
    ...{ since: world.clock.now(), why: 'a test' },
  })

const accountEmailWaits = (reason: 'many-bounce' | 'many-asked') => (world: World) =>
  world.execute(sam, { type: 'DeferAccountEmail', occurrence: 0, reason, until: monday + hour })

async function asked(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.signUp(sam)
  return world
}

async function begunLater(): Promise<World> {
  const world = new World(monday)
  await world.publish(sampleJourney('sample', [sampleModule('one')]))
  await world.learner(sam)
  return world
}

/** How a life begins, and what happens in it. */
type Life = readonly [begins: () => Promise<World>, happens?: (world: World) => unknown]

/** A life for each reason that the runbook names, by its words there. */
const lives: Readonly<Record<string, Life>> = {
  '… after they did the module before': [waiting],
  '… after the journey began': [begunLater],
  '… in silence, counted from the module’s email or their last press': [begun],
  'the journey sends its emails …': [() => waiting({ days: ['friday'] })],
  'twice as long as written since they chose the slower pace': [
    waiting,
    world => likes(world, { pace: 'slower' }),
  ],
  'they like emails …': [waiting, world => likes(world, { days: ['friday'], parts: ['evening'] })],
  'they are on a break until …': [waiting, world => likes(world, { breakUntil: '2026-12-24' })],
  'they were on a break until …, and silence counts from then on': [
    begun,
    async world => {
      await likes(world, { breakUntil: '2026-11-30' })
      await world.pass(8)
    },
  ],
  'they changed when they like to get email': [
    waiting,
    async world => {
      await letterIn(world, 'sample')
      await likes(world, { days: ['friday'] })
    },
  ],
  'they had an email that day': [
    () => waiting({ modules: prompt }),
    world => world.passTo(world.clock.now() + 5 * minute),
  ],
  'a module of another journey goes first': [
    inTwo,
    async world => {
      await world.pass(1.1)
      await world.done(sam, 'one', 'other')
    },
  ],
  'a letter about a circle goes first': [
    () => inTwo({ hours: { from: 10, to: 20 } }),
    async world => {
      await world.done(sam, 'one')
      await world.pass(1.5)
      await letterIn(world, 'other')
    },
  ],
  'they asked for it': [waiting, world => world.execute(sam, { type: 'SendNextNow', journeyId: 'sample' })],
  'an operator asked for it to be emailed once more': [
    waiting,
    world => operatorContext(world).run(['learner', sam, '--resend', 'one', '--yes', '--reason', 'a test']),
  ],
  'it was hours late, so it waits for their next preferred time': [
    waiting,
    world => world.clock.setTo(monday + 5 * day),
  ],
  'an operator holds back delivery': [waiting, world => pause(world, 'delivery')],
  'an operator holds back planning': [waiting, world => pause(world, 'planning')],
  'an operator holds back this journey': [waiting, world => pause(world, { journey: 'sample' })],
  'an operator holds this module back': [waiting, world => holdModule(world, 'two')],
  'an operator held the module back': [
    waiting,
    async world => {
      await holdModule(world, 'two')
      await world.pass(2.1)
      const scope = { is: 'module' as const, journeyId: 'sample', moduleId: 'two' }
      await world.deps.holds.lift({ by: 'operator', scope })
    },
  ],
  'an operator holds back …, to which it links': [
    () => waiting({ modules: [first] }),
    world => holdModule(world, 'one'),
  ],
  'the journey rests: its canary waits for a word': [
    waiting,
    world => world.deps.holds.place({ by: 'canary', ...ofSample, version: 1, emails: 5, left: 0 }),
  ],
  'SES could not deliver version …': [
    waiting,
    world => world.deps.holds.countFailures('sample', 1, 3, world.clock.now()),
  ],
  'SES says that the sender is not verified': [
    waiting,
    world => whileSes(world, notVerified('hello@example.org'), 2.1),
  ],
  'SES has refused it …, and it is tried again then': [waiting, world => whileSes(world, 'call-400', 2.1)],
  'SES turned it back (…), and it is tried again by itself': [
    waiting,
    world => whileSes(world, 'refuse-throttled', 2.01),
  ],
  'too many emails of this kind came back lately, so it waits for its turn': [
    asked,
    accountEmailWaits('many-bounce'),
  ],
  'more emails of this kind were asked for than their part of the account’s quota, so it waits for its turn':
    [asked, accountEmailWaits('many-asked')],
  'so many emails of this kind had gone to their mailbox lately that it waits for its turn': [
    begun,
    world =>
      world.execute(sam, {
        ...{ type: 'RequestAccountEmail', kind: 'confirm-address' },
        lately: [world.clock.now(), world.clock.now()],
      }),
  ],
}

async function storyOf(world: World): Promise<Story> {
  const { json, stderr } = await operatorContext(world).run(['learner', sam, '--json'])
  expect(stderr).toBe('')
  return json() as Story
}

const allNext = ({ journeys, next }: Story): Next[] => [...journeys.map(one => one.next), ...next]

/** Whether a text says what a phrase says, where `…` stands for anything. */
const says = (text: string, phrase: string): boolean => {
  const parts = phrase.split('…').map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^.*${parts.join('.+')}.*$`).test(text)
}

/** What the runbook says that stands in brackets, in its own words. */
const named = (() => {
  const runbook = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/runbook.md'), 'utf8')
  const [, after = ''] = runbook.split('### The reasons in brackets\n')
  const [table = ''] = after.split('\n### ')
  const cells = [...table.matchAll(/^\| (\*.*?) \|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap(cell => [...cell.matchAll(/\*([^*]+)\*/g)].map(([, phrase = '']) => phrase))
})()

describe('why an email waits', () => {
  it.each(Object.entries(lives))(
    'is said by the tool of a life that has this reason: %s',
    async (phrase, [begins, happens]) => {
      const world = await begins()
      await happens?.(world)
      const reasons = allNext(await storyOf(world)).flatMap(({ because }) => because)
      expect(reasons.filter(reason => says(reason, phrase))).not.toEqual([])
      const { stdout } = await operatorContext(world).run(['learner', sam])
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/Next: [^(]*.*\(/)
    },
  )

  it('is named in the runbook for each of these lives, and for no other', () => {
    expect(named.toSorted()).toEqual(Object.keys(lives).toSorted())
  })
})

describe('how somebody likes emails', () => {
  it.each<[string, Partial<Preferences>, string]>([
    ['who chose nothing', {}, 'as the journey is written'],
    [
      'who chose everything',
      { days: ['monday', 'friday'], parts: ['evening'], pace: 'slower', breakUntil: '2026-12-24' },
      'on Monday or Friday, in the evening, at the slower pace, on a break until Thursday 24 December 2026',
    ],
    ['whose break is over', { breakUntil: '2026-11-20' }, 'as the journey is written'],
  ])('is told of %s', async (_who, chosen, words) => {
    const world = await waiting()
    await likes(world, chosen)
    expect((await storyOf(world)).likes).toBe(words)
    expect((await operatorContext(world).run(['learner', sam])).stdout).toContain(`\nEmails: ${words}.\n`)
  })
})

describe('what comes next', () => {
  it('is nothing by itself where every reminder has gone, and none pauses the journey', async () => {
    const { pauseAfter: _, ...endless }: Module = { ...first, remind: [] }
    const world = await begun({ modules: [endless, sampleModule('two')] })
    const [next] = allNext(await storyOf(world))
    expect(next).toEqual({
      words: 'Nothing: no reminder is left. The next module comes once they have done this one.',
      because: [],
    })
  })

  it('is a letter about a circle, also where silence has paused the journey', async () => {
    const world = await begun()
    await world.pass(40)
    await letterIn(world, 'sample')
    const [next] = allNext(await storyOf(world))
    expect(next?.words).toBe('A letter: the question whether they want to meet a group.')
  })

  it('is no account email to an address that takes none', async () => {
    const world = await begun()
    await world.execute(sam, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.execute(sam, { type: 'RecordBounce', lasting: true, code: 'x' })
    const { status, next } = await storyOf(world)
    expect([status, next]).toEqual([expect.stringContaining('bounced for good'), []])
  })

  it('comes when it then does, where another journey has its email on that day', async () => {
    const world = await inTwo({ modules: prompt })
    await world.done(sam, 'one')
    await world.pass(1.1)
    await world.done(sam, 'one', 'other')
    await world.passTo(world.clock.now() + 5 * minute)
    const { journeys } = await storyOf(world)
    const { at = 0, because } = journeys.find(({ journeyId }) => journeyId === 'sample')?.next ?? {}
    expect(because).toEqual(['they had an email that day'])
    const had = world.inbox(sam).length
    await world.passTo(at + 2 * minute)
    const later = world
      .inbox(sam)
      .slice(had)
      .map(({ journey, kind }) => `${journey} ${kind}`)
    expect(later).toEqual(['other module_two', 'sample module_two'])
  })
})
