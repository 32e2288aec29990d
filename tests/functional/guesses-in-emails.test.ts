import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { longestOf } from '../../shared/contracts/published-journey.ts'
import { hour, minute } from '../../shared/domain/duration.ts'
import { cellName } from '../../shared/domain/mirror-snapshot.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { aQuestion } from '../support/small-journey.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const question = aQuestion()
const ids = ['one', 'two', 'three'] as const
type Id = (typeof ids)[number]
const modules = ids.map((id, at) => sampleModule(id, { after: { days: at && 1 }, question }))

async function aWorld(): Promise<World> {
  const world = new World(monday)
  await world.publish(sampleJourney('sample', modules))
  await world.learner(sam, { sector: 'student' })
  return world
}

/** From now on it is shown that seven of ten in the ambulance services chose what was asked about. */
async function shows(world: World, ...shown: readonly Id[]): Promise<void> {
  const store = mirrorStore(world.table)
  const before = (await store.shown(throwUnreadable)).get('sample')?.snapshot.cells
  const since = world.clock.now()
  const cells = shown.map(id => {
    const name = cellName(id, question.version, 'ambulance')
    const counts = question.options.map((_, option) => (option === question.guess ? 14 : 6))
    return [name, { counts, day: 0, since: before?.[name]?.since ?? since }] as const
  })
  const snapshot = {
    at: since,
    people: ['ambulance' as const],
    cells: { ...before, ...Object.fromEntries(cells) },
  }
  await store.show('sample', { snapshot })
}

/** Does a module with a guess about the ambulance services. */
async function guesses(world: World, moduleId: Id, guess: number, isTruthKnown = false): Promise<void> {
  const { epoch } = (await world.person(sam)).learner
  const said = { question: question.version, guess, about: 'ambulance' as const }
  const reply = { said, isTruthKnown }
  const done = { type: 'CompleteModule', journeyId: 'sample', moduleId, epoch, via: 'page', reply } as const
  await world.execute(sam, done)
}

/** A text whose lines are wrapped, as one. */
const whole = (text = ''): string => text.replaceAll(/(?<=\S)\n(?=\S)/g, ' ')

const told = (world: World) =>
  world.inbox(sam).flatMap(({ kind, data }) => {
    const lines = whole(data['mirrorText']).match(/You guessed that .*/g) ?? []
    return lines.length > 0 ? [[kind, ...lines.map(line => Number(/that (\d)/.exec(line)?.[1]))]] : []
  })
const kinds = (world: World) => world.inbox(sam).map(({ kind }) => kind)

it('the next email tells how a guess compares with the truth, of which question and whom, and no other does', async () => {
  const world = await aWorld()
  await shows(world, 'one')
  await world.pass(1)
  await guesses(world, 'one', 3, true)
  await world.pass(5)
  expect(told(world)).toEqual([['module_two', 3]])
  const { data } = world.inbox(sam).find(({ kind }) => kind === 'module_two') ?? {}
  const lines = data?.['mirrorText']?.split('\n') ?? []
  expect(lines.filter(line => line.length > 72)).toEqual([])
  expect(whole(data?.['mirrorText'])).toBe(
    `\nWe asked: “${question.text}” You guessed that 3 in 10 people from ambulance services chose “this week”. It was 7 in 10. You were 4 out.\n`,
  )
  expect(data?.['mirrorHtml']).toMatch(/^<p [^>]+>We asked: [^<]+ It was 7 in 10\. You were 4 out\.<\/p>$/)
  await guesses(world, 'two', 5)
  await world.pass(5)
  expect(told(world)).toEqual([['module_two', 3]])
})

it('who answered before there was enough is told by the next email after there is, a reminder too, once', async () => {
  const world = await aWorld()
  await world.pass(1)
  await guesses(world, 'one', 3)
  await world.pass(2)
  expect(kinds(world)).toContain('module_two')
  await shows(world, 'one')
  await world.pass(20)
  expect(told(world)).toEqual([['reminder_two', 3]])
})

it('several whose truth comes to light together are told together', async () => {
  const world = await aWorld()
  await guesses(world, 'one', 3)
  await world.pass(2)
  await guesses(world, 'two', 9)
  await shows(world, 'one', 'two')
  await world.pass(3)
  expect(told(world)).toEqual([['module_three', 3, 9]])
})

it('a question that was edited since, or has gone with its module, is told of no more', async () => {
  const world = await aWorld()
  await guesses(world, 'one', 3)
  await shows(world, 'one')
  const [, two, three] = modules
  if (!two || !three) throw new Error('There are three.')
  await world.publish(
    sampleJourney('sample', [sampleModule('one', { question: aQuestion('Another?') }), two, three], 2),
  )
  await world.pass(5)
  expect(kinds(world)).toContain('module_two')
  expect(told(world)).toEqual([])
})

it('the last email lists every guess beside the truth, and how far out the first and the last were', async () => {
  const world = await aWorld()
  await shows(world, ...ids)
  for (const [at, id] of ids.entries()) {
    await guesses(world, id, 3 + at, true)
    await world.pass(3)
  }
  const { data } = world.inbox(sam).find(({ kind }) => kind === 'finished') ?? {}
  expect(data?.['guessesText']).toContain('You were 4 out at first, and 2 out at last.')
  expect(data?.['guessesText']?.match(/You guessed: . in 10\. It was: 7 in 10\./g)).toEqual(
    [3, 4, 5].map(guess => `You guessed: ${guess} in 10. It was: 7 in 10.`),
  )
  for (const id of ids) expect(data?.['guessesHtml']).toContain(`<strong>Module ${id}</strong>`)
  expect(data?.['guessesHtml']?.match(/<td [^>]+>7 in 10<\/td>/g)).toHaveLength(3)
})

it('the last email says nothing of guesses to who made none, and not how they went to who made one', async () => {
  const world = await aWorld()
  await shows(world, ...ids)
  for (const id of ids) {
    if (id === 'two') await guesses(world, id, 7, true)
    else await world.done(sam, id)
    await world.pass(3)
  }
  const { data } = world.inbox(sam).find(({ kind }) => kind === 'finished') ?? {}
  expect(data?.['guessesText']).toContain('You guessed: 7 in 10. It was: 7 in 10.')
  expect(data?.['guessesText']).not.toContain('at first')
  const none = await aWorld()
  for (const id of ids) {
    await none.done(sam, id)
    await none.pass(3)
  }
  expect(none.inbox(sam).at(-1)?.data).toMatchObject({ guessesHtml: '', guessesText: '' })
})

it('what is filled in is not longer than it is measured with', async () => {
  const world = await aWorld()
  await shows(world, ...ids)
  for (const id of ids) {
    await guesses(world, id, 3, true)
    await world.pass(3)
  }
  for (const name of ['mirrorHtml', 'guessesHtml'] as const)
    for (const { data } of world.inbox(sam))
      expect(Buffer.byteLength(data[name] ?? '')).toBeLessThan(longestOf(name, ids.length))
})

const hours = fc.integer({ min: 1, max: 200 })
/** When each module is done after the one before, whether the next one is asked for at once, and when each truth is shown. */
const lives = fc.record({
  doneAfter: fc.tuple(hours, hours, hours),
  hurries: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  shownAfter: fc.tuple(hours, hours, hours),
})
type Life = typeof lives extends fc.Arbitrary<infer L> ? L : never

/** What happens in a life, in order: each module is done with a guess of its own. */
function stepsOf(world: World, { doneAfter, hurries, shownAfter }: Life) {
  const happened = { guessed: new Map<Id, number>(), shown: new Map<Id, number>() }
  const steps = ids.flatMap((id, n) => {
    const doneAt = monday + doneAfter.slice(0, n + 1).reduce((sum, wait) => sum + wait * hour, 0)
    const guess = async () => {
      if (!(await world.person(sam)).learner.enrolments['sample']?.emailed.includes(id)) return
      happened.guessed.set(id, world.clock.now())
      await guesses(world, id, n + 1, happened.shown.has(id))
      if (hurries[n]) await world.execute(sam, { type: 'SendNextNow', journeyId: 'sample' })
    }
    const show = async () => {
      happened.shown.set(id, world.clock.now())
      await shows(world, id)
    }
    return [
      { at: doneAt, run: guess },
      { at: monday + 2 * (shownAfter[n] ?? 0) * hour, run: show },
    ]
  })
  return { steps: steps.toSorted((a, b) => a.at - b.at), happened }
}

/** An email of the minutes around a closing may tell it, and leave it to the next one. */
const isBeside = (email: { at: number }, moment: number): boolean => Math.abs(email.at - moment) < 3 * minute

it('however late people answer, and whenever it comes to light: every truth is told once, by the first email that can', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async life => {
      const world = await aWorld()
      const { steps, happened } = stepsOf(world, life)
      for (const { at, run } of steps) {
        await world.passTo(Math.max(world.clock.now() + 1, at))
        await run()
      }
      await world.pass(40)
      const emails = world.inbox(sam).filter(({ data }) => 'mirrorText' in data)
      for (const [n, id] of ids.entries()) {
        const { guessed, shown } = happened
        const [answered, known] = [guessed.get(id), shown.get(id) ?? 0]
        if (emails.some(email => isBeside(email, known))) continue
        const first = answered && emails.find(({ at }) => at > Math.max(answered, known))
        const telling = emails.filter(({ data }) =>
          data['mirrorText']?.includes(`that ${n + 1} in 10 people`),
        )
        expect(telling).toEqual(first ? [first] : [])
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)

it('how far out somebody was is said in plain words', () => {
  expect(enEmails.guesses.lead(4, 2)).toBe('You were 4 out at first, and 2 out at last.')
  expect(enEmails.guesses.lead(4, 0)).toBe('You were 4 out at first, and right at last.')
})
