import { beforeEach, describe, expect, it } from 'vitest'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { day, second } from '../../shared/domain/duration.ts'
import type { Mark } from '../../shared/domain/reflections/mark.ts'
import { voiceOf } from '../../shared/domain/reflections/reflection.ts'
import { en } from '../../shared/texts/en.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org']
const { reflections, module } = en.pages

/** A detector for these tests alone. */
async function findMarks(_: string, text: string): Promise<Mark[]> {
  const at = (words: string, kind: Mark['kind']): Mark[] =>
    text.includes(words) ? [{ kind, from: text.indexOf(words), to: text.indexOf(words) + words.length }] : []
  return [...at('Mrs P', 'name-with-title'), ...at('afraid', 'risk')]
}

let world: World
let send: ReturnType<typeof website>
let browse: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = website(world, { findMarks })
  browse = browsing(send)
  await world.learner(sam, { sector: 'ambulance' })
  await turnOn()
})

async function turnOn(isOn = true): Promise<void> {
  const { shelves } = world.deps
  await shelves.change(await shelves.of('sample'), { isOn })
  world.clock.setTo(world.clock.now() + 11 * second)
}

const moduleLink = (email: string) => mailedLink(world, email, 'readUrl')
const press = (email: string, fields: Record<string, string>, link = moduleLink(email)) =>
  browse(formPost(link.replace(/\?.*/, ''), { t: tokenOf(link), ...fields }))
const done = (email: string, fields: Record<string, string> = {}) =>
  press(email, { action: 'done', ...fields })

async function privateLink(email: string): Promise<string> {
  await world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  return mailedLink(world, email, 'privateUrl').replace('/my-journey', '/reflections')
}
const own = async (email: string) => (await send({ url: await privateLink(email) })).body
async function pressOwn(email: string, fields: Record<string, string>) {
  const token = tokenOf(await privateLink(email))
  return browse(formPost('/reflections', { t: token, journey: 'sample', module: 'one', ...fields }))
}
const textOf = async (email: string) => {
  const { learner } = await world.person(email)
  return (await world.deps.reflections.get({ learnerId: learner.id, journeyId: 'sample', moduleId: 'one' }))
    ?.reflection
}
const isDone = async (email: string) =>
  (await world.person(email)).learner.enrolments['sample']?.done.includes('one')

/** Somebody whose excerpt a person has approved. */
async function aVoice(email: string, words: string, sector: 'social-care' | 'ambulance' = 'social-care') {
  await world.learner(email, { sector })
  await done(email, { reflection: words, excerpt: words })
  const text = await textOf(email)
  const id = text ? (voiceOf(text) ?? '') : ''
  expect(await judgeVoice(world.deps, id, { is: 'approve' }, async () => true)).toMatchObject({ is: 'done' })
  world.clock.setTo(world.clock.now() + 11 * second)
  return id
}

describe('a text that comes with “done”', () => {
  it('is kept beside the completion, and no page behind that link ever shows it', async () => {
    const page = await done(sam, { reflection: 'I asked what they saw.' })
    expect(page.status).toBe(200)
    expect(page.body).toContain(module.done)
    expect(page.body).toContain(reflections.form.kept.title)
    expect(page.body).not.toContain(reflections.form.shared)
    expect(await textOf(sam)).toMatchObject({ text: 'I asked what they saw.', sharing: { is: 'private' } })
    expect((await send({ url: moduleLink(sam) })).body).not.toContain('I asked what they saw.')
    expect(await own(sam)).toContain('I asked what they saw.')
  })

  it('with marks comes back filled in and is not kept, and the module is done', async () => {
    const page = await done(sam, { reflection: 'Mrs P <b>smiled.' })
    expect(page.status).toBe(422)
    expect(page.body).toContain(module.done)
    expect(page.body).toContain(reflections.form.notKept)
    expect(page.body).toContain('<title>Error: ')
    expect(page.body).toContain('Mrs P &lt;b&gt;smiled.</textarea>')
    expect(page.body).toContain(reflections.form.marked('Mrs P'))
    expect(await isDone(sam)).toBe(true)
    expect(await textOf(sam)).toBeUndefined()
    const again = await press(sam, { action: 'reflect', reflection: 'Mrs P <b>smiled.', sure: 'yes' })
    expect(again.status).toBe(200)
    expect(again.body).toContain(reflections.form.kept.title)
    expect(await textOf(sam)).toMatchObject({ text: 'Mrs P <b>smiled.' })
  })

  it('with words of risk shows at once where help is, and keeps nothing of that', async () => {
    const page = await done(sam, { reflection: 'I was afraid.' })
    expect(page.body).toContain('116 123')
    expect(await textOf(sam)).toMatchObject({ sharing: { is: 'private' } })
    expect((await send({ url: moduleLink(sam) })).body).not.toContain('116 123')
  })

  it('with words of risk has that help first on the page, or below what is wrong, where a browser scrolls to', async () => {
    const kept = await done(sam, { reflection: 'I was afraid.' })
    expect(kept.body).toMatch(/<main[^>]*>[\s\S]*role="alert"[\s\S]*?id="help"[\s\S]*id="tried"/)
    await world.learner(kim)
    const wrong = await done(kim, { reflection: 'Mrs P was afraid.' })
    expect(wrong.body).toMatch(/autofocus[\s\S]*id="help"[\s\S]*name="reflection"/)
  })

  it('is kept also where what was chosen of it to share has to be looked at again, and is said to be', async () => {
    const sent = { reflection: 'A smile.', excerpt: 'Mrs P smiled.' }
    const page = await done(sam, sent)
    expect(page.status).toBe(422)
    expect(page.body).toContain(reflections.form.notShared)
    expect(page.body).not.toContain(reflections.form.notKept)
    expect(await textOf(sam)).toMatchObject({ text: 'A smile.', sharing: { is: 'private' } })
    await press(sam, { action: 'reflect', ...sent, sure: 'yes' })
    expect(await textOf(sam)).toMatchObject({ sharing: { is: 'shared', excerpt: 'Mrs P smiled.' } })
  })

  it('of 1,001 characters, or an excerpt of 301, is to be shortened, and the module is done', async () => {
    const page = await done(sam, { reflection: 'x'.repeat(1001), excerpt: 'y'.repeat(301) })
    expect(page.status).toBe(422)
    for (const problem of ['text-long', 'excerpt-long'] as const)
      expect(page.body).toContain(reflections.form.problems[problem])
    expect(await isDone(sam)).toBe(true)
    expect(await textOf(sam)).toBeUndefined()
    expect((await press(sam, { action: 'reflect', reflection: 'x'.repeat(1000) })).status).toBe(200)
  })

  it('takes no place of one that is kept: a forwarded email cannot change it', async () => {
    await done(sam, { reflection: 'Mine.' })
    const page = await press(sam, { action: 'reflect', reflection: 'Theirs.' })
    expect(page.status).toBe(422)
    expect(page.body).not.toContain('Mine.')
    expect(await textOf(sam)).toMatchObject({ text: 'Mine.' })
  })

  it('is shared in part where the journey shares, and only once the module is done', async () => {
    const early = await press(sam, { action: 'reflect', reflection: 'Early.', excerpt: 'Early.' })
    expect(early.body).not.toContain(reflections.form.shared)
    expect(await textOf(sam)).toMatchObject({ sharing: { is: 'private' } })
    await world.learner(kim)
    const page = await done(kim, { reflection: 'A longer text.', excerpt: 'Short.' })
    expect(page.body).toContain(reflections.form.shared)
    expect(await textOf(kim)).toMatchObject({ sharing: { is: 'shared', excerpt: 'Short.' } })
  })

  it('is never shared while sharing is off, and no page offers it', async () => {
    await turnOn(false)
    expect((await send({ url: moduleLink(sam) })).body).not.toContain('name="excerpt"')
    const page = await done(sam, { reflection: 'I asked.', excerpt: 'I asked.' })
    expect(page.body).toContain(reflections.form.kept.title)
    expect(page.body).not.toContain(reflections.form.shared)
    expect(await textOf(sam)).toMatchObject({ sharing: { is: 'private' } })
  })
})

describe('a press on the page of a module that is done', () => {
  /** What a reader of a small screen sees of the page, and a screen reader says first. */
  const said = (body: string) => /class="govuk-notification-banner__heading"[^>]*>([^<]*)</.exec(body)?.[1]

  it('is answered on top of the page, and once, with the day of the next module where nothing else is to be said', async () => {
    const voice = await aVoice(kim, 'I listened.')
    await done(sam)
    const presses: [Record<string, string>, string][] = [
      [{ action: 'tried', answer: 'not-yet' }, module.tried.said['not-yet']],
      [{ action: 'reflect', reflection: 'I asked.' }, reflections.form.kept.title],
      [{ action: 'thank', voice }, reflections.voices.said['voice-thanked']],
    ]
    for (const [fields, words] of presses) {
      const { body } = await press(sam, fields)
      expect(said(body)).toBe(words)
      expect(body.split(words)).toHaveLength(2)
      if (fields['action'] !== 'reflect') expect(body).toContain('Your next module comes on Wednesday')
    }
    expect(said((await send({ url: moduleLink(sam) })).body)).toBe(module.done)
  })

  it('leaves the button with which a journey goes on', async () => {
    await done(sam)
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    const { body } = await press(sam, { action: 'tried', answer: 'yes' })
    expect(said(body)).toBe(module.tried.said.yes)
    expect(body).toContain(module.paused.button)
  })
})

describe('what is written', () => {
  it('is asked for with the open question itself, of which nothing else on the page reminds', async () => {
    await done(sam)
    const label = /<label[^>]*for="reflection"[^>]*>([^<]*)</
    expect(label.exec((await send({ url: moduleLink(sam) })).body)?.[1]).toBe('What now?')
  })
})

describe('voices on the page of a module that is done', () => {
  it('are others’ approved excerpts, escaped, without their names, and never the reader’s own', async () => {
    await aVoice(kim, 'I listened <first> {{x}}.')
    expect((await send({ url: moduleLink(sam) })).body).not.toContain('I listened')
    const page = await done(sam)
    expect(page.body).toContain('I listened &lt;first&gt; {{x}}.')
    expect(page.body).toContain('from a learner in social care')
    expect(page.body).not.toContain(kim)
    expect((await send({ url: moduleLink(kim) })).body).not.toContain('I listened')
  })

  it('take a thank-you once a reader, of which the writer hears from ten on', async () => {
    const voice = await aVoice(kim, 'I listened.')
    await done(sam)
    for (let time = 0; time < 2; time += 1) {
      const page = await press(sam, { action: 'thank', voice })
      expect(page.body).toContain(reflections.voices.said['voice-thanked'])
    }
    expect((await world.deps.voices.find(voice))?.thanks).toHaveLength(1)
    expect(await own(kim)).not.toContain('said thank you')
    for (let reader = 1; reader < 10; reader += 1) await world.deps.voices.said(voice, 'thanks', reader)
    expect(await own(kim)).toContain(reflections.page.thanked(10))
  })

  it('are hidden by one reader where they identify somebody, and by nobody who is not shown them', async () => {
    const voice = await aVoice(kim, 'I listened.')
    const before = stored(world)
    await press(sam, { action: 'report-identifies', voice: 'f'.repeat(24) })
    expect(stored(world)).toBe(before)
    await done(sam)
    const page = await press(sam, { action: 'report-identifies', voice })
    expect(page.body).toContain(reflections.voices.said['voice-hidden'])
    world.clock.setTo(world.clock.now() + 11 * second)
    expect((await send({ url: moduleLink(sam) })).body).not.toContain('I listened.')
    expect(await own(kim)).toContain(reflections.page.states.reported)
  })
})

describe('whoever leaves or is erased', () => {
  const shown = async () => {
    world.clock.setTo(world.clock.now() + 11 * second)
    return (await send({ url: moduleLink(sam) })).body
  }
  const minutesPass = async () => {
    for (let tick = 0; tick < 2; tick += 1) {
      world.clock.setTo(world.clock.now() + 60 * second)
      await world.tick()
    }
  }

  beforeEach(async () => {
    await aVoice(kim, 'I listened.')
    await done(sam)
    expect(await shown()).toContain('I listened.')
  })

  it('is shown to nobody any more once they left, and keeps what they wrote', async () => {
    const unsubscribe = mailedLink(world, kim, 'unsubscribeUrl')
    await send({ ...formPost(unsubscribe, {}), url: unsubscribe })
    await minutesPass()
    expect(await shown()).not.toContain('I listened.')
    expect(await textOf(kim)).toMatchObject({ text: 'I listened.', sharing: { is: 'private' } })
  })

  it('is shown no more once they left the one journey', async () => {
    const link = mailedLink(world, kim, 'preferencesUrl')
    await send(formPost('/my-journey', { t: tokenOf(link), action: 'leave-journey', journey: 'sample' }))
    await minutesPass()
    expect(await shown()).not.toContain('I listened.')
  })

  it('leaves no word behind once they are erased, nor anything that waits', async () => {
    const token = tokenOf(await privateLink(kim))
    await send(formPost('/my-journey', { t: token, action: 'erase', confirm: 'yes' }))
    await minutesPass()
    expect(await shown()).not.toContain('I listened.')
    const rows = [...world.table.rows.values()]
    expect(JSON.stringify(rows)).not.toContain('I listened.')
    expect(rows.some(({ pk }) => /^(voice|clearing)#/.test(pk))).toBe(false)
  })

  it('is in no row that the stream tells of', () => {
    const rows = [...world.table.rows.values()].filter(row => JSON.stringify(row).includes('I listened.'))
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row).not.toHaveProperty('f')
  })
})

describe('what somebody has written, behind the private link', () => {
  beforeEach(async () => {
    await done(sam, { reflection: 'Mine.', excerpt: 'Mine.' })
  })

  it('says what became of it, and takes it back', async () => {
    expect(await own(sam)).toContain(reflections.page.states.shared)
    const page = await pressOwn(sam, { action: 'take-back' })
    expect(page.body).toContain(reflections.page.saved['excerpt-taken-back'])
    expect(await textOf(sam)).toMatchObject({ sharing: { is: 'private' } })
    expect((await pressOwn(sam, { action: 'share', excerpt: 'Anew.' })).body).toContain(
      reflections.page.saved['excerpt-shared'],
    )
    const unsure = await pressOwn(sam, { action: 'remove' })
    expect(unsure.status).toBe(422)
    expect(unsure.body).toContain(reflections.form.problems['remove-unconfirmed'])
    expect(await textOf(sam)).toMatchObject({ text: 'Mine.' })
    const gone = await pressOwn(sam, { action: 'remove', confirm: 'yes' })
    expect(gone.body).toContain(reflections.page.saved['text-gone'])
    expect(await textOf(sam)).toBeUndefined()
    expect(await own(sam)).toContain(reflections.page.none)
  })

  it('speaks of no sharing where there is none, and neither does the form', async () => {
    await pressOwn(sam, { action: 'take-back' })
    await turnOn(false)
    await world.learner(kim)
    for (const body of [await own(sam), (await send({ url: moduleLink(kim) })).body]) {
      expect(body).toContain('<textarea')
      expect(body).not.toMatch(/\bshar(e|ed|ing)\b/i)
    }
  })

  it('says that nobody has read it for 30 days, so that it is private again', async () => {
    world.clock.setTo(world.clock.now() + 31 * day)
    expect(await own(sam)).toContain(reflections.page.states.unread)
  })

  it('changes the text, and asks about what is marked', async () => {
    const marked = await pressOwn(sam, { action: 'save', reflection: 'Mrs P again.' })
    expect(marked.status).toBe(422)
    expect(marked.body).toContain(reflections.form.marked('Mrs P'))
    expect(await textOf(sam)).toMatchObject({ text: 'Mine.' })
    const page = await pressOwn(sam, { action: 'save', reflection: 'Changed.' })
    expect(page.body).toContain(reflections.page.saved['text-kept'])
    expect(await textOf(sam)).toMatchObject({ text: 'Changed.', sharing: { is: 'shared', excerpt: 'Mine.' } })
  })

  it('shows at once where help is when words of risk are saved or shared, and at no later visit', async () => {
    const saved = await pressOwn(sam, { action: 'save', reflection: 'I was afraid.' })
    expect(saved.body).toContain(reflections.page.saved['text-kept'])
    expect(saved.body).toContain('116 123')
    expect(await own(sam)).not.toContain('116 123')
    await pressOwn(sam, { action: 'take-back' })
    const shared = await pressOwn(sam, { action: 'share', excerpt: 'So afraid.' })
    expect(shared.body).toContain(reflections.page.saved['excerpt-shared'])
    expect(shared.body).toContain('116 123')
  })

  it('opens by no other link, and is nobody else’s to change', async () => {
    const journey = mailedLink(world, sam, 'preferencesUrl').replace('/my-journey', '/reflections')
    expect((await send({ url: journey })).body).not.toContain('Mine.')
    await world.learner(kim)
    await pressOwn(kim, { action: 'remove', confirm: 'yes' })
    expect(await textOf(sam)).toMatchObject({ text: 'Mine.' })
  })

  it('is asked for by no name that a row cannot have', async () => {
    const before = await textOf(sam)
    expect(before).toBeDefined()
    const t = tokenOf(await privateLink(sam))
    for (const named of [{ journey: 'x'.repeat(1100) }, { module: 'x'.repeat(1100) }, { module: 'one#two' }])
      for (const action of ['save', 'share', 'take-back', 'remove', 'agree']) {
        const words = { reflection: 'Hm.', excerpt: 'Hm.', confirm: 'yes' }
        const fields = { t, journey: 'sample', module: 'one', action, ...words, ...named }
        expect((await send(formPost('/reflections', fields))).status).toBe(400)
      }
    expect(await textOf(sam)).toEqual(before)
  })

  it('is in the file of everything that is held', async () => {
    const token = tokenOf(await privateLink(sam))
    const { body } = await send(formPost('/my-journey', { t: token, action: 'download' }))
    expect(JSON.parse(body).written).toMatchObject([
      { journeyId: 'sample', moduleId: 'one', text: 'Mine.', sharing: { is: 'shared', excerpt: 'Mine.' } },
    ])
  })
})
