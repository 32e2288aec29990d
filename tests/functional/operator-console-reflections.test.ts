import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shareExcerpt } from '../../shared/application/reflections/share.ts'
import { storeFirstText } from '../../shared/application/reflections/write.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { World } from '../../tools/simulation/world.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { nastyAsKept, unseenIn } from '../support/unseen.ts'
import { stored } from '../support/website.ts'
import { shares, shownIn, textOf, turnSharing, wording, writer, writingIn } from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const emails = ['sam', 'kim', 'lee', 'pat', 'max', 'ana'].map(name => `${name}@example.org`)
const [sam = '', kim = '', lee = '', pat = '', max = '', ana = ''] = emails

let world: World
let console: ConsoleVisit

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await turnSharing(world, true)
  for (const email of emails) await writer(world, email)
  console = await visitConsole(world)
})
afterEach(() => console.close())

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const unescaped = (text = '') =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')

/** What a browser sends of a page's form when its button is pressed at once. */
function fieldsOf(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag)
  const sent = inputs.filter(tag => !tag.includes('type="radio"') || tag.includes(' checked'))
  const attribute = (tag: string, name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1])
  const areas = [...page.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)]
  return Object.fromEntries([
    ...sent.map(tag => [attribute(tag, 'name'), attribute(tag, 'value')]),
    ...areas.map(([, name = '', text]) => [name, unescaped(text)]),
  ])
}

const look = async (lane = 'sample') => console.ended(await console.press('/reflections/sample', { lane }))
/** Reads a sample, chooses, and presses the one button. @returns the page of what came of it. */
async function decide(choices: Record<string, string>): Promise<string> {
  const form = { ...fieldsOf(await look()), ...choices }
  return console.ended(await console.press('/reflections/sample/decisions', form))
}
const sharingOf = async (email: string) => (await textOf(world, email))?.sharing
const trail = async () =>
  (await auditStore(world.table).between(0, world.clock.now() + 1)).map(({ what, why, outcome }) => [
    what,
    outcome,
    why,
  ])

async function shared(email: string, words: string): Promise<string> {
  return (await shares(world, email, words)) ?? expect.fail(`${email} could not share.`)
}

describe('the page of what learners share', () => {
  it('says of each journey whether sharing is on, who looked last, and what of risk waits since when', async () => {
    const before = (await console.get('/reflections')).page
    expect(before).toMatch(/Sharing<[\s\S]*>On<[\s\S]*Nobody yet[\s\S]*None waits/)
    await shared(sam, 'I was afraid.')
    world.clock.setTo(monday + hour)
    await shared(kim, 'I was afraid too.')
    await look()
    const { page } = await console.get('/reflections')
    expect(page).toMatch(/>sam, [^<]* 10:00</)
    expect(page).toMatch(/2 excerpts wait, since [^<]* 09:\d\d</)
  })

  it('is led to by the overview where somebody is needed', async () => {
    await look()
    await shared(sam, 'I was afraid.')
    await world.deps.holds.stopSending('suspended', world.clock.now())
    const way = 'href="/reflections">See what learners share</a>'
    const early = (await console.get('/')).page
    expect(early).toContain('to look at.')
    expect(early).not.toContain(way)
    world.clock.setTo(world.clock.now() + day)
    expect((await console.get('/')).page).toContain(way)
  })

  it('turns sharing off and on with a reason', async () => {
    await console.press('/reflections/sample/off', { why: 'nobody can read' })
    expect((await console.get('/reflections')).page).toMatch(/>Off<[\s\S]*href="\/reflections\/sample\/on"/)
    await console.press('/reflections/sample/on', { why: 'somebody can' })
    expect((await console.get('/reflections')).page).toContain('href="/reflections/sample/off"')
    expect((await trail()).toSorted()).toEqual([
      ['reflections off', 'done', 'nobody can read'],
      ['reflections on', 'done', 'somebody can'],
    ])
  })

  it('says of a restored table why nothing is shared, and turns nothing on there', async () => {
    await world.table.write({ update: { pk: 'shared-voices', sk: 'sample' }, set: { table: 'before' } })
    expect((await console.get('/reflections')).page).toContain('Off: this table was restored')
    const page = await console.ended(await console.press('/reflections/sample/on', { why: 'a test' }))
    expect(page).toContain('reconcile --after-restore takes that in')
  })

  it('writes nothing when it is read, and notes a look at excerpts, which is a button', async () => {
    const before = stored(world)
    for (const path of ['/reflections', '/reflections/sample/on', '/reflections/sample/off'])
      expect((await console.get(path)).status).toBe(200)
    for (const path of ['/reflections/sample', '/reflections/sample/decisions'])
      expect((await console.get(path)).status).toBe(404)
    expect(stored(world)).toBe(before)
    await look()
    expect(stored(world)).not.toBe(before)
  })
})

describe('excerpts to read', () => {
  it('come with module and sector, and nothing of their writers or of what was kept', async () => {
    const { learner } = await world.person(sam)
    const { id: learnerId, epoch, sector } = learner
    const of = { learnerId, journeyId: 'sample', moduleId: 'one' }
    const deps = writingIn(world)
    await storeFirstText(deps, { ...of, epoch, wording, text: 'Kept to myself. I listened.', isSure: true })
    await shareExcerpt(deps, of, { epoch, excerpt: 'I listened.', sector, isSure: true })
    const page = await look()
    expect(page).toContain('Excerpt 1 of 1: one, ambulance')
    expect(page).toContain('I listened.')
    for (const hidden of [sam, learnerId, 'Kept to myself']) expect(page).not.toContain(hidden)
  })

  it('with words of risk are in a lane of their own', async () => {
    await shared(sam, 'I was afraid.')
    await shared(kim, 'I listened.')
    expect(await look()).not.toContain('I was afraid.')
    const risk = await look('risk')
    expect(risk).toContain('I was afraid.')
    expect(risk).not.toContain('I listened.')
  })

  it('are left as they are by a button that is pressed at once, which asks for a choice', async () => {
    const voice = await shared(sam, 'I listened.')
    const form = { ...fieldsOf(await look()), why: 'read' }
    const before = stored(world)
    const { status, page } = await console.post('/reflections/sample/decisions', form)
    expect([status, page]).toEqual([400, expect.stringContaining(`href="#verdict-${voice}"`)])
    expect(page).toContain('I listened.')
    expect(stored(world)).toBe(before)
  })

  it('show what drives, hides or turns round text, and HTML and braces, as what they are', async () => {
    const words = `<img src=x onerror=alert(1)> {{firstName}} ${nastyAsKept} =1+1`
    await shared(sam, words)
    const page = await look()
    const [, shown = ''] = /class="govuk-hint">([\s\S]*?)<\/div>/.exec(page) ?? []
    expect(unseenIn(shown)).toEqual([])
    expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt; {{firstName}}')
    expect(shown).toContain('\\u202e')
    expect(page).not.toContain('<img src=x')
  })
})

describe('what is chosen for excerpts', () => {
  it('is done for all by one button, each in the audit with who and why', async () => {
    const [approved, declined, redacted, escalated, left] = await Promise.all([
      shared(sam, 'I listened.'),
      shared(kim, 'Buy this.'),
      shared(lee, 'Mr Jones smiled.'),
      shared(pat, 'It never ends.'),
      shared(max, 'I waited.'),
    ])
    const page = await decide({
      [`verdict-${approved}`]: 'approve',
      [`verdict-${declined}`]: 'decline:advertising',
      [`verdict-${redacted}`]: 'redact',
      [`words-${redacted}`]: 'Somebody\r\nsmiled.',
      [`verdict-${escalated}`]: 'escalate',
      [`why-${escalated}`]: 'sounds hopeless',
      why: 'read',
    })
    expect(await shownIn(world)).toEqual(['I listened.'])
    expect(await sharingOf(kim)).toMatchObject({ is: 'declined', reason: 'advertising' })
    expect(await sharingOf(lee)).toMatchObject({ is: 'redaction-proposed', proposal: 'Somebody\nsmiled.' })
    expect(await sharingOf(pat)).toMatchObject({ is: 'escalated' })
    expect(await sharingOf(max)).toMatchObject({ is: 'shared', voice: left })
    expect((await trail()).toSorted()).toEqual([
      ['reflections approve', 'done', 'read'],
      ['reflections decline', 'done', 'read'],
      ['reflections escalate', 'done', 'sounds hopeless'],
      ['reflections redact', 'done', 'read'],
    ])
    const { learner } = await world.person(pat)
    expect(page).toContain(`href="/learner/${learner.id}"`)
    for (const email of [sam, kim, lee]) expect(page).not.toContain((await world.person(email)).learner.id)
  })

  it('is asked for once more, as it was typed and with nothing done, where something is missing', async () => {
    const [escalated, redacted, same, approved] = await Promise.all([
      shared(sam, 'It never ends.'),
      shared(kim, 'Mr Jones smiled.'),
      shared(lee, 'As it is.'),
      shared(pat, 'I listened.'),
    ])
    const form = {
      ...fieldsOf(await look()),
      [`verdict-${escalated}`]: 'escalate',
      [`verdict-${redacted}`]: 'redact',
      [`words-${redacted}`]: 'x'.repeat(301),
      [`verdict-${same}`]: 'redact',
      [`verdict-${approved}`]: 'approve',
      why: 'asked sam@example.org',
    }
    const before = stored(world)
    const { status, page } = await console.post('/reflections/sample/decisions', form)
    expect(status).toBe(400)
    for (const field of [`why-${escalated}`, `words-${redacted}`, `words-${same}`, 'why'])
      expect(page).toContain(`href="#${field}"`)
    expect(fieldsOf(page)).toEqual(form)
    // What is missing is not folded away.
    expect(page.match(/<details[^>]* open>/g)).toHaveLength(3)
    expect(stored(world)).toBe(before)
  })

  it('is said of one that does not wait any more, and keeps nobody from the others', async () => {
    const [gone, approved] = [await shared(sam, 'I listened.'), await shared(kim, 'I waited.')]
    const form = {
      ...fieldsOf(await look()),
      [`verdict-${gone}`]: 'approve',
      [`verdict-${approved}`]: 'approve',
      why: 'read',
    }
    const { learner } = await world.person(sam)
    await console.ended(await console.press(`/learner/${learner.id}/erase`, { why: 'they asked' }))
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    const page = await console.ended(await console.press('/reflections/sample/decisions', form))
    expect(page).toContain('It does not wait any more')
    expect(await shownIn(world)).toEqual(['I waited.'])
    expect(page).not.toContain('I listened.')
  })

  it.each([
    [
      'a decision that there is not',
      (id: string) => ({ [`verdict-${id}`]: 'publish' }),
      'There is no decision',
    ],
    [
      'a reason that there is not',
      (id: string) => ({ [`verdict-${id}`]: 'decline:rude' }),
      'There is no decision',
    ],
    ['an id that is none', () => ({ 'verdict-../../x': 'approve' }), 'There is no excerpt'],
    ['no excerpt', () => ({}), 'about no excerpt'],
  ])('is refused with %s, and nothing is done', async (_, choices, said) => {
    const voice = await shared(ana, 'I listened.')
    const before = stored(world)
    const form = { why: 'read', ...choices(voice) }
    const { status, page } = await console.post('/reflections/sample/decisions', form)
    expect([status, page]).toEqual([400, expect.stringContaining(said)])
    expect(stored(world)).toBe(before)
  })
  it('is said not to be done by whoever may only read, who reads all the same', async () => {
    const [one, other] = [await shared(sam, 'I listened.'), await shared(kim, 'I waited.')]
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' })
    const refused = vi.spyOn(world.table, 'write').mockRejectedValue(denied)
    expect(await look()).toMatch(/may not write the table[\s\S]*I listened\./)
    const page = await decide({ [`verdict-${one}`]: 'approve', [`verdict-${other}`]: 'approve', why: 'read' })
    refused.mockRestore()
    expect(page.match(/>Approve<[^\n]*/g)).toEqual(Array(2).fill(expect.stringContaining('not authorized')))
    expect(await shownIn(world)).toEqual([])
  })
})
