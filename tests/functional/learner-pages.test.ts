import { beforeEach, describe, expect, it } from 'vitest'
import { hour, minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { addressPost, browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = browsing(website(world))
})

/** Presses the button of a page that a link opens: posts to its path, with its token. */
const press = (link: string, fields: Record<string, string | string[]> = {}) =>
  send(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), ...fields }))

/** Asks for the private link and follows it. */
async function privateLink(): Promise<string> {
  await press(mailedLink(world, sam, 'preferencesUrl'), { action: 'private-link' })
  await world.settle()
  return mailedLink(world, sam, 'privateUrl')
}

describe('confirming', () => {
  it('takes the page and its button, and starts the journey', async () => {
    await world.signUp(sam)
    await world.settle()
    const link = mailedLink(world, sam, 'confirmUrl')
    expect((await send({ url: link })).body).toContain(enAccount.confirm.button)
    expect((await world.person(sam)).learner.status).toBe('pending')
    expect((await press(link)).body).toContain(enAccount.confirmed.done.title)
    expect((await press(link)).body).toContain(enAccount.confirmed['done-before'].title)
    await world.settle()
    expect(world.inbox(sam).map(email => email.kind)).toEqual(['confirm', 'module_one'])
  })

  it('says that nothing can be sent to somebody whose mailbox reported the confirmation as unwanted', async () => {
    await world.signUp(sam)
    await world.settle()
    const link = mailedLink(world, sam, 'confirmUrl')
    await world.execute(sam, { type: 'RecordComplaint' })
    const answer = await press(link)
    expect(answer.body).toContain(texts.unreachable.title)
    expect(answer.body).not.toContain(enAccount.confirmed.done.title)
  })

  it('is over after seven days, and when somebody has left since', async () => {
    await world.signUp(sam)
    await world.settle()
    const link = mailedLink(world, sam, 'confirmUrl')
    await world.execute(sam, { type: 'Leave', via: 'page' })
    const replaced = await press(link)
    expect(replaced.status).toBe(410)
    expect(replaced.body).toContain(texts.link.replaced.title)
    expect((await world.person(sam)).learner.status).toBe('left')
    world.clock.setTo(world.clock.now() + 8 * 24 * hour)
    expect((await send({ url: link })).body).toContain(texts.link.replaced.title)
    expect((await press(link)).status).toBe(410)
  })
})

describe('a module', () => {
  beforeEach(() => world.learner(sam))

  it('is read as a page, marked as done, and tells when the next one comes', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    const page = await send({ url: link })
    expect(page.body).toContain('Journey sample: module 1 of 3')
    expect(page.body).toContain(texts.module.button)
    const done = await press(link, { action: 'done' })
    expect(done.status).toBe(200)
    expect(done.body).toContain(texts.module.done)
    expect(done.body).toContain('Your next module comes on Wednesday 25 November, in the daytime.')
    expect((await press(link, { action: 'done' })).body).toBe(done.body)
    expect((await world.person(sam)).learner.enrolments['sample']?.done).toEqual(['one'])
  })

  it('that is done shows how far along they are, folds its words away, and asks whether they tried it', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    expect((await send({ url: link })).body).not.toContain(texts.module.tried.question)
    const done = await press(link, { action: 'done' })
    expect(done.body).toContain('1 of 3 modules done')
    expect(done.body).toMatch(
      /<details[^>]*>[\s\S]*Read the module again[\s\S]*<p>Words\.<\/p>[\s\S]*<\/details>/,
    )
    expect(done.body).toContain(texts.module.tried.question)
    expect((await press(link, { action: 'tried', answer: 'not-yet' })).body).toContain(
      texts.module.tried.said['not-yet'],
    )
    const changed = await press(link, { action: 'tried', answer: 'yes' })
    expect(changed.body).toContain(texts.module.tried.said.yes)
    expect(changed.body).toMatch(/value="yes" aria-pressed="true"/)
    expect((await press(link, { action: 'tried', answer: 'yes' })).body).toBe(changed.body)
    expect((await press(link, { action: 'tried', answer: 'perhaps' })).status).toBe(400)
    expect((await world.person(sam)).learner.enrolments['sample']?.tried).toEqual({ one: 'yes' })
  })

  it('promises nothing to somebody to whom nothing can be sent, and neither do their preferences', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    const preferences = mailedLink(world, sam, 'preferencesUrl')
    await world.execute(sam, { type: 'RecordComplaint' })
    const done = await press(link, { action: 'done' })
    expect(done.body).toContain(texts.module.done)
    expect(done.body).toContain(texts.unreachable.text)
    expect(done.body).not.toContain(texts.module.nextSoon)
    expect((await send({ url: preferences })).body).toContain(texts.unreachable.title)
    const { saved } = enMyJourney
    const paused = await press(preferences, { action: 'pause', journey: 'sample' })
    expect(paused.body).toContain(saved.paused)
    expect(paused.body).toContain(texts.unreachable.title)
    const resumed = await press(preferences, { action: 'resume', journey: 'sample' })
    expect(resumed.body).toContain(texts.unreachable.title)
    expect(resumed.body).not.toContain(saved.resumed)
  })

  it('goes on after a pause with one press', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    expect((await send({ url: link })).body).toContain(texts.module.paused.button)
    expect((await press(link, { action: 'resume' })).body).toContain(texts.module.button)
    expect((await world.person(sam)).learner.enrolments['sample']?.pausedBy).toBeUndefined()
  })

  it('may show pictures from elsewhere, which no other page does', async () => {
    const policyOf = async (url: string) => (await send({ url })).headers['Content-Security-Policy']
    expect(await policyOf(mailedLink(world, sam, 'readUrl'))).toContain("img-src 'self' data: https:;")
    expect(await policyOf(mailedLink(world, sam, 'preferencesUrl'))).toContain("img-src 'self' data:;")
  })

  it('that has gone from the journey says so', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    await world.publish(sampleJourney('sample', [sampleModule('two'), sampleModule('three')], 2))
    expect((await send({ url: link })).body).toContain(texts.module.retired.title)
  })

  it('at the end of the journey says so, and that a last email comes as long as it does', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    const { title, lastEmail } = texts.module.finished
    for (const module of ['one', 'two', 'three']) await world.done(sam, module)
    const atOnce = (await send({ url: link })).body
    expect(atOnce).toContain(title)
    expect(atOnce).toContain(lastEmail)
    await world.pass(3)
    expect(world.inbox(sam).at(-1)?.kind).toBe('finished')
    const later = (await send({ url: link })).body
    expect(later).toContain(title)
    expect(later).not.toContain(lastEmail)
  })

  it('can still be read, and no more, by somebody who has left', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    await world.execute(sam, { type: 'Leave', via: 'page' })
    const page = await send({ url: link })
    expect(page.body).toContain(texts.module.left.title)
    expect(page.body).not.toContain('<form')
    await press(link, { action: 'done' })
    expect((await world.person(sam)).learner.enrolments['sample']?.done).toEqual([])
  })

  it('is opened by its own link only', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    expect((await send({ url: link.replace('/one?', '/two?') })).status).toBe(404)
    expect((await send({ url: link.replace('/sample/', '/other/') })).status).toBe(404)
    expect((await press(link.replace('/one?', '/two?'), { action: 'done' })).status).toBe(404)
    expect((await press(link, { action: 'delete' })).status).toBe(400)
  })
})

describe('the preferences', () => {
  beforeEach(() => world.learner(sam))
  const link = () => mailedLink(world, sam, 'preferencesUrl')
  const times = { action: 'times', pace: 'slower', days: ['saturday'], parts: ['night'] }

  it('change when emails come', async () => {
    const until = { 'break-day': '24', 'break-month': '12', 'break-year': '2026' }
    const page = await press(link(), { ...times, ...until })
    expect(page.body).toContain(enMyJourney.saved['times-saved'])
    expect((await world.person(sam)).learner.preferences).toEqual({
      days: ['saturday'],
      parts: ['night'],
      pace: 'slower',
      breakUntil: '2026-12-24',
    })
    await press(link(), { action: 'times', pace: 'as-written' })
    expect((await world.person(sam)).learner.preferences).toEqual({ pace: 'as-written' })
  })

  it('refuse a break that is over, and keep what was typed', async () => {
    const page = await press(link(), {
      ...times,
      'break-day': '23',
      'break-month': '11',
      'break-year': '2026',
    })
    expect(page.status).toBe(422)
    expect(page.body).toContain(texts.problems['break-past'])
    expect(page.body).toMatch(/name="break-day"[^>]*value="23"/)
    expect(page.body).toMatch(/value="night" checked/)
    expect((await world.person(sam)).learner.preferences).toEqual({ pace: 'as-written' })
  })

  const written = (day: string, month = '', year = '') => ({
    'break-day': day,
    'break-month': month,
    'break-year': year,
  })

  it.each([
    ['24', 'Dec', '26', '2026-12-24'],
    ['24th', 'december', '2026', '2026-12-24'],
    ['24.', '12.', '2026', '2026-12-24'],
    ['24', '12', '', '2026-12-24'],
    ['5', 'jan', '', '2027-01-05'],
    ['24/12/2026', '', '', '2026-12-24'],
    ['2026-12-24', '', '', '2026-12-24'],
    ['24 Dec', '', '', '2026-12-24'],
    ['23', '11', '2027', '2027-11-23'],
  ])('take a break until %s %s %s', async (day, month, year, breakUntil) => {
    const page = await press(link(), { ...times, ...written(day, month, year) })
    expect(page.status).toBe(200)
    expect((await world.person(sam)).learner.preferences.breakUntil).toBe(breakUntil)
  })

  it.each([
    ['24', '12', '2126', 'break-far'],
    ['24', '11', '2027', 'break-far'],
    ['31', '2', '', 'break-not-in-february'],
    ['29', '2', '2027', 'break-not-in-february'],
    ['31', 'Nov', '2027', 'break-not-in-month'],
    ['23', '11', '', 'break-past'],
  ] as const)('say what is wrong with a break until %s %s %s', async (day, month, year, problem) => {
    const page = await press(link(), { ...times, ...written(day, month, year) })
    expect(page.status).toBe(422)
    expect(page.body).toContain(texts.problems[problem])
    expect((await world.person(sam)).learner.preferences).toEqual({ pace: 'as-written' })
  })

  it('say a day with its year when it is in another one', async () => {
    await press(mailedLink(world, sam, 'readUrl'), { action: 'done' })
    const page = await press(link(), { action: 'times', pace: 'as-written', ...written('2', '2', '2027') })
    expect(page.body).toContain('Tuesday 2 February 2027')
  })

  it('do not show a break that is over', async () => {
    await press(link(), { ...times, 'break-day': '24', 'break-month': '11', 'break-year': '2026' })
    world.clock.setTo(world.clock.now() + 3 * 24 * hour)
    expect((await send({ url: link() })).body).toMatch(/name="break-day"[^>]*value=""/)
  })

  it('pause and go on', async () => {
    expect((await press(link(), { action: 'pause', journey: 'sample' })).body).toContain(
      enMyJourney.saved.paused,
    )
    expect((await world.person(sam)).learner.enrolments['sample']?.pausedBy).toBe('learner')
    const resumed = await press(link(), { action: 'resume', journey: 'sample' })
    expect(resumed.body).toContain(enMyJourney.saved.resumed)
    expect((await world.person(sam)).learner.enrolments['sample']?.pausedBy).toBeUndefined()
  })

  it.each(['elsewhere', 'constructor', '../x'])('know no journey %s', async journey => {
    expect((await press(link(), { action: 'pause', journey })).status).toBe(422)
  })

  it('let people leave, and show them the way back', async () => {
    expect((await press(link(), { action: 'leave' })).body).toContain(texts.left.back)
    expect((await world.person(sam)).learner.status).toBe('left')
    expect((await press(link(), { action: 'leave' })).body).toContain(texts.left.back)
    expect((await send({ url: link() })).body).toContain(texts.left.done.title)
  })

  it('do nothing private without a private link', async () => {
    for (const fields of [{ action: 'download' }, { action: 'erase', confirm: 'yes' }])
      expect((await press(link(), fields)).status).toBe(404)
    expect((await send(addressPost(link(), 'new@example.org'))).status).toBe(404)
    expect((await send({ url: link().replace('/my-journey', '/change-address') })).status).toBe(404)
    expect((await world.person(sam)).details.email).toBe(sam)
  })

  it('say so when the address cannot be mailed any more', async () => {
    await world.execute(sam, { type: 'RecordBounce', lasting: true, code: '5.1.1' })
    const page = await press(link(), { action: 'private-link' })
    expect(page.status).toBe(422)
    expect(page.body).toContain(texts.problems.unreachable)
  })

  it('of an earlier sign-up open nothing', async () => {
    const old = link()
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.pass(2)
    await world.learner(sam)
    expect((await send({ url: old })).body).toContain(texts.link.replaced.title)
    expect((await press(old, { action: 'leave' })).status).toBe(410)
    expect((await world.person(sam)).learner.status).toBe('active')
  })
})

describe('the private link', () => {
  beforeEach(() => world.learner(sam))

  it('is mailed on request and works for 30 minutes', async () => {
    const link = await privateLink()
    expect((await send({ url: link })).body).toContain(enMyJourney.erase.button)
    world.clock.setTo(world.clock.now() + 31 * minute)
    expect((await send({ url: link })).body).toContain(texts.link.expired.title)
    expect((await press(link, { action: 'erase', confirm: 'yes' })).status).toBe(410)
    expect((await world.person(sam)).learner.status).toBe('active')
  })

  it('downloads the same to read, with times as clocks show them at their journey', async () => {
    await press(mailedLink(world, sam, 'readUrl'), { action: 'done', reflection: 'I listened.' })
    const { epoch } = (await world.person(sam)).learner
    const one = { journeyId: 'sample', moduleId: 'one', epoch }
    await world.execute(sam, { type: 'RecordTried', ...one, answer: 'not-yet' })
    await world.execute(sam, { type: 'NameSector', sector: 'unpaid-carer' })
    const times = { parts: ['night' as const], days: ['friday' as const], breakUntil: '2026-12-24' }
    await world.execute(sam, { type: 'ChangePreferences', preferences: { pace: 'slower', ...times } })
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    const link = await privateLink()
    await press(link, { action: 'change-address', email: 'other@example.org' })
    const file = await press(link, { action: 'download-to-read' })
    expect(file.headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': 'attachment; filename="shiftworks-my-data.html"',
      'Cache-Control': 'no-store',
    })
    const inWords = ['Your journey paused', 'We emailed you a module', 'When our last email went out']
    for (const said of [sam, 'When (Europe/London)', ...inWords, 'Journey sample', 'Module one'])
      expect(file.body).toContain(said)
    // No id, and no name of a field or a value of ours.
    const { learner } = await world.person(sam)
    const page = file.body.slice(file.body.indexOf('<body>')).replaceAll(/<[^>]+>/g, '\n')
    const lines = page.split('\n').map(line => line.trim())
    for (const ours of [
      learner.id,
      epoch,
      'sample',
      'one',
      'page',
      'private-link',
      'not-yet',
      'waiting',
      'slower',
    ])
      expect(lines).not.toContain(ours)
    expect(lines).toContain('Thursday 24 December 2026')
    expect(lines).not.toContain('Sign-ups that wait to be confirmed')
    expect(page).not.toMatch(/\bepoch\b|\b[a-z]+[A-Z]\w*\b/)
    expect(file.body).toMatch(/Monday,? 23 November 2026 at 09:\d\d/)
    // No moment as machines write it, and nothing of another website.
    expect(file.body).not.toMatch(/\d{4}-\d\d-\d\dT|\b1[5-9]\d{11}\b|https?:/)
    const open = mailedLink(world, sam, 'preferencesUrl')
    expect((await press(open, { action: 'download-to-read' })).status).toBe(404)
  })

  it('downloads everything that is held', async () => {
    const file = await press(await privateLink(), { action: 'download' })
    expect(file.headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': expect.stringContaining('attachment'),
      'Cache-Control': 'no-store',
    })
    const everything = JSON.parse(file.body)
    expect(everything).toMatchObject({ email: sam, consent: { wording: '1' }, status: 'active' })
    expect(everything.history.map(({ what }: { what: string }) => what)).toContain('SignUpConfirmed')
    // Times are written as times: nobody reads milliseconds.
    expect(file.body).not.toMatch(/\b1[5-9]\d{11}\b/)
    expect(everything.journeys[0].lastEmailAt).toMatch(/^2026-11-\d\dT/)
    expect(everything.journeys[0].history.map(({ what }: { what: string }) => what)).toContain(
      'ModuleEmailed',
    )
  })

  it('erases when the box is ticked, once and for all', async () => {
    const link = await privateLink()
    expect((await press(link, { action: 'erase' })).body).toContain(texts.problems['erase-unconfirmed'])
    expect((await press(link, { action: 'erase', confirm: 'yes' })).body).toContain(
      enAccount.erased.done.title,
    )
    const again = await press(link, { action: 'erase', confirm: 'yes' })
    expect(again.body).toContain(enAccount.erased['done-before'].title)
    expect(await world.find(sam)).toBeUndefined()
    expect(JSON.stringify([...world.table.rows])).not.toContain(sam)
    expect((await send({ url: link })).status).toBe(410)
  })

  /** Presses, and signs up anew between the moment at which the press is looked at and that at which it is done. */
  async function pressWhileBeginningAnew(link: string, fields: Record<string, string> = {}) {
    const { learners } = world.deps
    let looks = 0
    const find: typeof learners.find = async id => {
      looks += 1
      if (looks === 2) {
        await world.execute(sam, { type: 'Leave', via: 'page' })
        await world.pass(2)
        await world.learner(sam)
      }
      return learners.find(id)
    }
    const press = website(world, { deps: { ...world.deps, learners: { ...learners, find } } })
    const answer = await press(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), ...fields }))
    expect(looks).toBe(2)
    return answer
  }

  it('that is pressed at the very moment of a new sign-up does nothing to the new life', async () => {
    await pressWhileBeginningAnew(await privateLink(), { action: 'erase', confirm: 'yes' })
    expect((await world.person(sam)).learner.status).toBe('active')
  })

  it('of a new address, too', async () => {
    await send(addressPost(await privateLink(), 'new@example.org'))
    await world.settle()
    const answer = await pressWhileBeginningAnew(mailedLink(world, 'new@example.org', 'confirmUrl'))
    expect(answer.status).toBe(410)
    expect((await world.person(sam)).details.email).toBe(sam)
  })

  it('changes the address once its new inbox has said so', async () => {
    const link = await privateLink()
    const same = await send(addressPost(link, sam.toUpperCase()))
    expect([same.status, same.body]).toEqual([422, expect.stringContaining(texts.problems['address-same'])])
    const mailed = await send(addressPost(link, 'New@Example.org'))
    expect(mailed.body).toContain(enAccount.newAddress.asked.title)
    expect((await world.person(sam)).details.email).toBe(sam)
    await world.settle()
    const confirmation = mailedLink(world, 'New@example.org', 'confirmUrl')
    expect((await send({ url: confirmation })).body).toContain(enAccount.confirmAddress.button)
    expect((await press(confirmation)).body).toContain(enAccount.addressConfirmed.title)
    expect((await press(confirmation)).body).toContain(enAccount.addressConfirmed.title)
    await world.pass(8)
    expect(await world.find(sam)).toBeUndefined()
    const { details, learner } = await world.person('new@example.org')
    expect(details).toEqual({ email: 'New@example.org', addressHash: expect.any(String) })
    expect(learner.enrolments['sample']?.emailed).toEqual(['one'])
  })

  /** Asks to move to an address, in whose mailbox the link that is returned then lies. */
  async function confirmationFor(email: string) {
    await send(addressPost(await privateLink(), email))
    await world.settle()
    return mailedLink(world, email, 'confirmUrl')
  }

  it.each(['takes part', 'has left'])('does not move somebody to the address of who %s', async how => {
    const confirmation = await confirmationFor('ali@example.org')
    await world.learner('ali@example.org')
    if (how === 'has left') await world.execute('ali@example.org', { type: 'Leave', via: 'page' })
    const before = await world.person('ali@example.org')
    const answer = await press(confirmation)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain(enAccount.addressTaken.title)
    expect((await world.person(sam)).details.email).toBe(sam)
    expect(await world.person('ali@example.org')).toEqual(before)
  })

  it('moves somebody to an address with a sign-up that nobody confirmed, whose links then open nothing', async () => {
    const confirmation = await confirmationFor('ali@example.org')
    await world.signUp('ali@example.org')
    await world.settle()
    const theirs = mailedLink(world, 'ali@example.org', 'confirmUrl')
    expect((await press(confirmation)).body).toContain(enAccount.addressConfirmed.title)
    expect((await world.person('ali@example.org')).details.email).toBe('ali@example.org')
    expect((await world.person('ali@example.org')).learner.status).toBe('active')
    expect((await press(theirs)).status).toBe(410)
  })

  it('refuses a wrong new address, and keeps it', async () => {
    const page = await send(addressPost(await privateLink(), 'sam@'))
    expect(page.body).toContain(texts.problems['email-no-domain'])
    expect(page.body).toContain('value="sam@"')
  })

  it('is mailed a few times a day, and an address that got no account email is confirmed by none', async () => {
    const link = await privateLink()
    await send(addressPost(link, 'mine@example.org'))
    await world.settle()
    const mine = mailedLink(world, 'mine@example.org', 'confirmUrl')
    for (let more = 0; more < 3; more += 1) await privateLink()
    const refused = await send(addressPost(link, 'other@example.org'))
    expect(refused.body).toContain(texts.problems['mailed-often'])
    await world.settle()
    expect(world.inbox('other@example.org')).toEqual([])
    expect((await press(mine)).body).toContain(enAccount.addressConfirmed.title)
    expect((await world.person('mine@example.org')).details.email).toBe('mine@example.org')
  })

  it('says so while another account email is going out', async () => {
    const link = await privateLink()
    await send(addressPost(link, 'one@example.org'))
    const again = await send(addressPost(link, 'one@example.org'))
    expect(again.body).toContain(enAccount.newAddress.asked.title)
    const other = await send(addressPost(link, 'two@example.org'))
    expect(other.body).toContain(texts.problems['still-mailing'])
  })
})

describe('unsubscribing', () => {
  beforeEach(() => world.learner(sam))
  const link = () => mailedLink(world, sam, 'unsubscribeUrl')
  const status = async () => (await world.person(sam)).learner.status

  it('takes a page and one button', async () => {
    expect((await send({ url: link() })).body).toContain(texts.unsubscribe.button)
    expect(await status()).toBe('active')
    expect((await press(link())).body).toContain(texts.left.done.title)
    expect(await status()).toBe('left')
  })

  it.each<[string, Record<string, string>, string | undefined]>([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'List-Unsubscribe=One-Click'],
    [
      'multipart',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
    ['nothing', {}, undefined],
  ])('is one click for a mailbox that posts %s (RFC 8058)', async (_what, headers, body) => {
    const answer = await send({ method: 'POST', url: link(), headers, ...(body !== undefined && { body }) })
    expect(answer.status).toBe(200)
    expect(await status()).toBe('left')
    await world.settle()
    expect(world.published.at(-1)).toMatchObject({ type: 'Unsubscribed', detail: { via: 'one-click' } })
  })

  it('works from an email of an earlier sign-up, and after erasing', async () => {
    const old = link()
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.learner(sam)
    expect((await press(old)).status).toBe(200)
    expect(await status()).toBe('left')
    await world.execute(sam, { type: 'Erase' })
    expect((await press(old)).status).toBe(200)
  })
})
