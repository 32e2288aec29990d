import { beforeEach, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../shared/domain/mirror-snapshot.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { enMirror } from '../../shared/texts/en-mirror.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { aQuestion } from '../support/small-journey.ts'
import { mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const question = aQuestion()
const modules = [sampleModule('one', { after: { days: 0 }, question }), sampleModule('two')]

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish(sampleJourney('sample', modules))
  send = website(world)
})

const press = async (fields: Record<string, string>) => {
  const link = mailedLink(world, sam, 'readUrl')
  const form = { t: tokenOf(link), action: 'done', question: question.version, ...fields }
  return (await send(formPost(link.split('?')[0] ?? '', form))).body
}
const read = async () => (await send({ url: mailedLink(world, sam, 'readUrl') })).body
const reply = async () => (await world.person(sam)).learner.enrolments['sample']?.replies?.['one']

async function shows(
  cells: Partial<Record<Sector | 'none', number[]>>,
  people: Sector[] = [],
): Promise<void> {
  const named = Object.entries(cells).map(([sector, counts]) => [
    `one:${question.version}:${sector}`,
    { counts, day: 0, since: 0 },
  ])
  const snapshot: Snapshot = { at: monday, people, cells: Object.fromEntries(named) }
  await mirrorStore(world.table).show('sample', snapshot)
  world.clock.setTo(world.clock.now() + 61_000)
}

describe('the question of a module', () => {
  it('is asked beside "done", with where they work of who has not said so, and no guess about nobody', async () => {
    await world.learner(sam)
    const page = await read()
    expect(page).toContain(question.text)
    expect(page).toContain('name="sector"')
    expect(page).not.toContain('name="guess"')
    await world.learner('kim@example.org', { sector: 'ambulance' })
    const kims = (await send({ url: mailedLink(world, 'kim@example.org', 'readUrl') })).body
    expect(kims).toContain(question.text)
    expect(kims).not.toContain('name="sector"')
  })

  it('is answered with the press on "done"; the page says at once what was said, and that others are not enough', async () => {
    await world.learner(sam)
    const page = await press({ answer: '1', sector: 'student' })
    expect(page).toContain('You said: “longer ago”.')
    expect(page).toContain(enMirror.answers.notEnough)
    expect(await reply()).toMatchObject({ answer: 1, sector: 'student' })
    const before = stored(world)
    expect(await press({ answer: '1', sector: 'student' })).toContain('You said: “longer ago”.')
    expect(stored(world)).toBe(before)
    expect(await press({ answer: '0' })).toContain('You said: “this week”.')
  })

  it('may be left alone: the module is done, and the page asks it once more', async () => {
    await world.learner(sam)
    const page = await press({})
    expect(page).toContain(enMirror.button)
    expect(page).not.toContain(enMirror.answers.heading)
    expect(await reply()).toBeUndefined()
  })

  it('takes only what the form has: odd values are no answer', async () => {
    await world.learner(sam)
    await press({ answer: '4', guess: '7', about: 'ambulance' })
    await press({ answer: '-1', guess: '11', about: 'nobody', sector: 'astronaut' })
    expect(await reply()).toBeUndefined()
    expect((await world.person(sam)).learner.sector).toBeUndefined()
  })

  it('asks for a guess about another sector, and shows it beside what they said, in words and figures', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({ ambulance: [14, 6], student: [10, 10] })
    expect(await read()).toContain('name="about" value="ambulance"')
    const page = await press({ answer: '1', guess: '3', about: 'ambulance' })
    expect(page).toContain(
      'You guessed that 3 in 10 people from ambulance services chose “this week”. It was 7 in 10. You were 4 out.',
    )
    expect(page).toContain('People who are students, like you')
    expect(page.match(/5 in 10/g)).toHaveLength(2)
    await press({ answer: '0', guess: '7', about: 'ambulance' })
    expect(await reply()).toMatchObject({ answer: 0, guess: 3 })
    expect(await read()).not.toContain('name="guess"')
  })

  it('asks about a sector with learners while none has answered enough; the guess may change until the truth is known', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({}, ['social-care', 'student'])
    expect(await read()).toContain('name="about" value="social-care"')
    expect(await press({ guess: '3', about: 'social-care' })).toContain(
      'Not enough of them have answered yet to say.',
    )
    await press({ guess: '4', about: 'social-care' })
    expect(await reply()).toMatchObject({ guess: 4, about: 'social-care' })
    await shows({ 'social-care': [0, 11] })
    expect(await read()).toContain('It was fewer than 1 in 10.')
    await press({ guess: '0', about: 'social-care' })
    expect(await reply()).toMatchObject({ guess: 4 })
    await shows({ 'social-care': [0, 11] }, ['ambulance'])
    await press({ guess: '0', about: 'ambulance' })
    expect(await reply()).toMatchObject({ guess: 4, about: 'social-care' })
  })

  it('says what is shown of everybody where neither sector is shown', async () => {
    await world.learner(sam)
    await shows({ none: [20, 2] })
    const page = await press({ answer: '0' })
    expect(page).toContain(enMirror.answers.all)
    expect(page).toContain('9 in 10')
  })
})
