import { beforeEach, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../shared/domain/mirror-snapshot.ts'
import { type Question, questionVersion } from '../../shared/domain/question.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'
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
const modules = [sampleModule('one', { after: { days: 0 }, question }), sampleModule('two', { question })]

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish(sampleJourney('sample', modules))
  send = website(world)
})

/** The first module asks something else from now on. */
async function publishes(asked: Question): Promise<void> {
  const first = sampleModule('one', { after: { days: 0 }, question: asked })
  const { journey, ...rest } = sampleJourney('sample', [first, sampleModule('two', { question })])
  await world.publish({ ...rest, journey: { ...journey, version: 2 } })
}

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
  more: Record<string, number[]> = {},
): Promise<void> {
  const shown: Snapshot['cells'] = {}
  for (const [sector, counts] of Object.entries(cells))
    shown[`one:${question.version}:${sector}`] = { counts, day: 0, since: 0 }
  for (const [name, counts] of Object.entries(more)) shown[name] = { counts, day: 0, since: 0 }
  const snapshot: Snapshot = { at: monday, people, cells: shown }
  await mirrorStore(world.table).show('sample', { snapshot })
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
    expect(page).not.toContain(enMirror.answers.all)
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

  it('says what is shown of everybody where neither sector is shown, of this question alone', async () => {
    await world.learner(sam)
    const others = { [`two:${question.version}:none`]: [0, 90], 'one:old:none': [0, 90] }
    await shows({ none: [18, 4] }, [], others)
    const page = await press({ answer: '0' })
    expect(page).toContain(enMirror.answers.all)
    expect(page).toContain('8 in 10')
    expect(page).toContain('2 in 10')
  })

  it('says of less than one and of more than nine in ten no more than that, and draws a bar for both', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({ student: [2, 23] })
    const page = await press({ answer: '0' })
    expect(page).toContain('fewer than 1 in 10')
    expect(page).toContain('more than 9 in 10')
    expect(page).toContain('<rect width="3%"')
    expect(page).toContain('<rect width="100%" height="12" fill="currentColor"/>')
  })

  it('takes no guess beyond ten, and none about a sector that nobody may guess about', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({ ambulance: [14, 6], student: [14, 6] })
    await press({ guess: '11', about: 'ambulance' })
    await press({ guess: '3', about: 'social-care' })
    await press({ guess: '3', about: 'student' })
    expect(await reply()).toBeUndefined()
  })

  it('takes the last of five options', async () => {
    const five = { text: question.text, options: ['a', 'b', 'c', 'd', 'e'], guess: 0 }
    const version = questionVersion(five)
    await publishes({ ...five, version })
    await world.learner(sam)
    expect(await press({ question: version, answer: '4' })).toContain('You said: “e”.')
  })

  it('shows what was said to who has just pressed it, and not to who only has the link', async () => {
    await world.learner(sam)
    await press({ answer: '1' })
    for (const page of [await read(), await press({})]) {
      expect(page).toContain(enMirror.answers.kept)
      expect(page).not.toContain('You said:')
    }
  })

  it('goes on comparing with the sector that was guessed about, and with where they worked when they answered', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({ ambulance: [14, 6] })
    await press({ answer: '1', guess: '3', about: 'ambulance' })
    await world.execute(sam, { type: 'NameSector', sector: 'unpaid-carer' })
    const others = sectors.filter(sector => sector !== 'unpaid-carer')
    await shows(Object.fromEntries(others.map(sector => [sector, [14, 6]])))
    const page = await press({ answer: '1' })
    expect(page).toContain('people from ambulance services chose “this week”. It was 7 in 10.')
    expect(page).toContain('People who are students, like you')
    await press({ answer: '0' })
    expect(await reply()).toMatchObject({ answer: 0, sector: 'student' })
  })

  it('tells nobody who presses again and again which answer was the one', async () => {
    await world.learner(sam)
    for (let times = 0; times <= 20; times += 1) await press({ answer: String(times % 2) })
    const { answer = 0 } = (await reply()) ?? {}
    const [same, other] = [
      await press({ answer: String(answer) }),
      await press({ answer: String(1 - answer) }),
    ]
    for (const page of [same, other]) expect(page).not.toContain('You said:')
    expect(other).toBe(same)
  })

  it('is asked anew where its words were edited, and what was said to the old ones is not shown', async () => {
    await world.learner(sam)
    await press({ answer: '1' })
    const edited = aQuestion('Who asked you last?')
    await publishes(edited)
    const page = await read()
    expect(page).toContain(edited.text)
    expect(page).not.toContain(enMirror.answers.heading)
    await press({ question: edited.version, answer: '0' })
    expect(await reply()).toMatchObject({ question: edited.version, answer: 0 })
  })

  it('asks about another sector in the next module than in this one', async () => {
    await world.learner(sam, { sector: 'student' })
    const cells = {
      [`two:${question.version}:ambulance`]: [9, 9],
      [`two:${question.version}:social-care`]: [9, 9],
    }
    await shows({ ambulance: [14, 6], 'social-care': [14, 6] }, [], cells)
    const aboutIn = (page: string) => /name="about" value="([^"]+)"/.exec(page)?.[1]
    const first = aboutIn(await read()) ?? ''
    await press({ guess: '3', about: first })
    await world.pass(3)
    const second = aboutIn(await read())
    expect([first, second].toSorted()).toEqual(['ambulance', 'social-care'])
  })
})

describe('“Download my data”', () => {
  const downloaded = async (action: 'download' | 'download-to-read') => {
    await world.execute(sam, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const t = tokenOf(mailedLink(world, sam, 'privateUrl'))
    return (await send(formPost('/my-journey', { t, action }))).body
  }

  it('has answers and guesses in words, and those to a question that was edited since as they are held', async () => {
    await world.learner(sam, { sector: 'student' })
    await shows({ ambulance: [14, 6] })
    await press({ answer: '1', guess: '3', about: 'ambulance' })
    const held = { guessOutOfTen: 3, guessAbout: 'ambulance', sector: 'student', day: '2026-11-23' }
    const { journeys } = JSON.parse(await downloaded('download'))
    expect(journeys[0].answers).toEqual([
      { moduleId: 'one', question: question.text, answer: 'longer ago', ...held },
    ])
    const page = await downloaded('download-to-read')
    const guess = 'How many in ten you guessed</dt><dd>3<'
    for (const said of [question.text, 'longer ago', guess, 'Ambulance service']) expect(page).toContain(said)
    await publishes(aQuestion('Who asked you last?'))
    const later = JSON.parse(await downloaded('download'))
    expect(later.journeys[0].answers).toEqual([
      { moduleId: 'one', questionVersion: question.version, answerNumber: 2, ...held },
    ])
  })
})
