import { beforeEach, describe, expect, it } from 'vitest'
import { barKeys } from '../../shared/application/reflections/barred.ts'
import type { Link } from '../../shared/contracts/link.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import { en } from '../../shared/texts/en.ts'
import { enRounds } from '../../shared/texts/en-rounds.ts'
import type { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, publishedWebsite, stored, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const { problems, troubles, unreachable } = en.pages
const rounds = { ...en.pages.rounds, ...enRounds }
const form = { action: 'join', name: 'Sam', sector: 'ambulance', work: 'emergency-response', adult: 'yes' }
const sunday = 'Sunday 29 November'

let world: World
let send: ReturnType<typeof website>
let browse: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  browse = browsing(send)
  await turnCircles(world, true)
})

/** The token that opens “My journey”. */
const token = (email = sam) => tokenOf(mailedLink(world, email, 'preferencesUrl'))
const show = (email = sam) => send({ url: `/rounds/sample?t=${token(email)}` })
const press = (fields: Record<string, string>, email = sam) =>
  browse(formPost('/rounds/sample', { t: token(email), ...fields }))
const openRound = () => ({ journeyId: 'sample', ...roundAt(world.clock.now(), 'Europe/London') })
async function entryOf(email = sam) {
  const { learner } = await world.person(email)
  return roundStore(world.table).find(openRound(), learner.id)
}

describe('the offer to meet others', () => {
  const donePage = async (module: string) => {
    const { learner } = await world.person(sam)
    const link: Link = {
      purpose: 'module',
      learnerId: learner.id,
      epoch: learner.epoch,
      journeyId: 'sample',
      moduleId: module,
    }
    return browse(formPost(`/modules/sample/${module}`, { t: world.deps.links.token(link), action: 'done' }))
  }
  const myJourney = () => send({ url: `/my-journey?t=${token()}` })
  /** What the journey's last email says of it, as HTML and as text. */
  const inLastEmail = async () => {
    await world.pass(4)
    const [last, ...others] = world.inbox(sam).filter(({ kind }) => kind === 'finished')
    expect(others).toEqual([])
    return [last?.data['roundHtml'], last?.data['roundText']]
  }

  it('stands on the page of “done” from the third module on, and on My journey from then on', async () => {
    await world.learner(sam)
    for (const module of ['one', 'two']) expect((await donePage(module)).body).not.toContain('/rounds/')
    expect((await myJourney()).body).not.toContain('/rounds/')
    const { body } = await donePage('three')
    expect(body).toContain(rounds.offer.heading)
    expect((await myJourney()).body).toContain(rounds.offer.heading)
    const [, url = ''] = body.match(/href="(\/rounds\/sample\?t=[^"]+)"/) ?? []
    expect((await send({ url })).body).toContain(rounds.button)
  })

  it('has a heading on My journey that is below its journey’s', async () => {
    await doneWithAll(world, sam)
    const { body } = await myJourney()
    const [inJourney = ''] = /<section[^>]*aria-labelledby="journey-sample"[\s\S]*?<details/.exec(body) ?? []
    expect(inJourney.match(/<h\d[^>]*>[^<]*/g)).toEqual([
      expect.stringMatching(/^<h2.*Journey sample$/),
      expect.stringMatching(new RegExp(`^<h3.*${rounds.offer.heading}$`)),
    ])
  })

  it('is not made to whoever the round before took along: they are told that they are in', async () => {
    await doneWithAll(world, sam)
    await press(form)
    const entry = await entryOf()
    world.clock.setTo(world.clock.now() + 7 * day)
    expect((await myJourney()).body).toContain(rounds.offer.heading)
    await roundStore(world.table).admitWaiting(openRound(), entry ?? expect.fail())
    const { body } = await myJourney()
    expect(body).toContain(rounds.joinedOffer('Sunday 6 December'))
    expect(body).not.toContain(rounds.offer.heading)
  })

  it('is nowhere where circles are off', async () => {
    await turnCircles(world, false)
    await doneWithAll(world, sam)
    for (const { body } of [await donePage('three'), await myJourney()])
      expect(body).not.toMatch(/\/rounds\/|Meet people|Meet three/)
    const page = await show()
    expect(page.status).toBe(404)
    expect(page.body).toContain(troubles['not-found'].title)
    const before = stored(world)
    expect((await press(form)).status).toBe(404)
    expect(stored(world)).toBe(before)
  })

  it('says that they have joined, as long as that round is open', async () => {
    await doneWithAll(world, sam)
    await press(form)
    const { body } = await donePage('three')
    expect(body).toContain(rounds.joinedOffer(sunday))
    expect(body).toContain(rounds.joinedLink)
    expect(body).not.toContain(rounds.offer.link)
    await world.pass(8)
    expect((await myJourney()).body).toContain(rounds.offer.heading)
  })

  it('is made no more after two rounds without a word, and is still to be found on My journey', async () => {
    await doneWithAll(world, sam)
    for (const round of ['2026-11-08', '2026-11-15'])
      await world.execute(sam, { type: 'RecordAnswered', journeyId: 'sample', round, isAnswered: false })
    expect((await donePage('three')).body).not.toContain('/rounds/')
    expect(await inLastEmail()).toEqual(['', ''])
    const { body } = await myJourney()
    expect(body).toContain(rounds.quiet)
    expect(body).not.toContain(rounds.offer.heading)
    expect((await press(form)).body).toContain(rounds.saved['round-joined'])
  })

  it('stands in the journey’s last email, whose link changes nothing before a press on its page', async () => {
    await doneWithAll(world, sam)
    const [html, text] = await inLastEmail()
    for (const part of [html, text]) expect(part).toContain(rounds.offer.heading)
    expect(text?.split('\n').filter(line => line.length > 72 && !line.startsWith('https:'))).toEqual([])
    const [, url = ''] = text?.match(/\nhttps:\/\/learn\.example\.org(\/rounds\/\S+)/) ?? []
    expect(html).toContain(`href="https://learn.example.org${url}"`)
    const before = stored(world)
    for (let times = 0; times < 3; times += 1) expect((await send({ url })).body).toContain(rounds.button)
    expect(stored(world)).toBe(before)
    const t = new URLSearchParams(url.split('?')[1]).get('t') ?? ''
    await browse(formPost('/rounds/sample', { t, ...form }))
    expect(await entryOf()).toMatchObject({ card: { name: 'Sam' } })
  })

  const lastRound = { journeyId: 'sample', id: '2026-11-22' }
  /** As if they had joined the round of the week before, and none since. */
  const joinedBefore = async () => {
    const record = await world.person(sam)
    const { learner } = record
    const sample = { ...(learner.enrolments['sample'] ?? expect.fail()), round: lastRound.id }
    await world.deps.learners.save(record, { after: { ...learner, enrolments: { sample } }, events: [] })
  }
  const meeting: Record<string, () => Promise<unknown>> = {
    'is in the open round': () => press(form),
    'is in a group': () =>
      world.execute(sam, {
        type: 'PlanCircleLetter',
        journeyId: 'sample',
        kind: 'circle-introduction',
        group: 'sample.2026-11-15.0.0',
        until: monday + 42 * day,
      }),
    'was taken along into the open round': async () => {
      await press(form)
      await joinedBefore()
    },
    'joined a round that has closed and is not dealt yet': async () => {
      await press(form)
      const entry = (await entryOf()) ?? expect.fail()
      const store = roundStore(world.table)
      await world.table.write(store.leaveWrite(openRound(), entry.learnerId, monday))
      await world.table.write(store.joinWrite({ ...lastRound, closesAt: monday - 9 * hour }, entry))
      await joinedBefore()
    },
    'is in a journey where circles are off': () => turnCircles(world, false),
  }
  it.each(Object.keys(meeting))('is in no last email to who %s', async how => {
    await doneWithAll(world, sam)
    await meeting[how]?.()
    expect(await inLastEmail()).toEqual(['', ''])
  })

  it('stands in the last email to who was in a round before of which no group came', async () => {
    await doneWithAll(world, sam)
    await joinedBefore()
    expect((await inLastEmail())[0]).toContain(rounds.offer.heading)
  })

  it('is left out of a last email, which goes out, where it cannot be read whether circles are on', async () => {
    await doneWithAll(world, sam)
    world.deps.circleLibrary.isOn = async () => {
      throw new Error('throttled')
    }
    expect(await inLastEmail()).toEqual(['', ''])
  })

  it('is nothing for whom no email may reach', async () => {
    await doneWithAll(world, sam)
    const link = token()
    await world.execute(sam, { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    expect((await send({ url: `/my-journey?t=${link}` })).body).not.toContain('/rounds/')
    expect((await send({ url: `/rounds/sample?t=${link}` })).body).toContain(unreachable.title)
  })
})

describe('joining a round', () => {
  it('keeps what others will see, for this round, and says which it is', async () => {
    await doneWithAll(world, sam)
    const { body } = await show()
    expect(body).toContain(rounds.closes(sunday))
    expect(body).toMatch(/usually three to five in the end, and may be two/)
    const page = await press({ ...form, name: '  Zoë  ', parts: 'evening' })
    expect(page.body).toContain(rounds.saved['round-joined'])
    expect(page.body).toContain(rounds.joined(sunday).title)
    expect(await entryOf()).toMatchObject({
      card: { name: 'Zoë', sector: 'ambulance', work: 'emergency-response' },
      parts: ['evening'],
      isAdult: true,
      before: [],
      notWith: [],
    })
    expect((await world.person(sam)).learner.sector).toBe('ambulance')
  })

  it('shows the chosen name and the address on no page, whoever has the email', async () => {
    await doneWithAll(world, sam)
    const page = await press({ ...form, name: 'Zebedee' })
    for (const body of [page.body, (await show()).body]) {
      expect(body).not.toContain('Zebedee')
      expect(body).not.toContain(sam)
    }
  })

  it('is in the history, with the round and nothing else, and on no bus', async () => {
    await doneWithAll(world, sam)
    await press({ ...form, name: 'Zebedee' })
    const told = JSON.stringify(
      [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('L#')).map(({ h, f }) => [h, f]),
    )
    expect(told).not.toContain('Zebedee')
    expect((await world.person(sam)).learner.enrolments['sample']?.round).toBe('2026-11-29')
  })

  it('uses the sector that they have said before, and does not ask for it', async () => {
    await doneWithAll(world, sam, { sector: 'social-care' })
    const { body } = await show()
    expect(body).toContain('Social care')
    expect(body).not.toContain('name="sector"')
    await press(form)
    expect(await entryOf()).toMatchObject({ card: { sector: 'social-care' } })
  })

  it.each([
    ['', 'chosen-name-missing'],
    ['x'.repeat(31), 'chosen-name-long'],
    ['Sam <b>', 'chosen-name-signs'],
  ] as const)('comes back filled in with what is wrong with the name %j', async (name, problem) => {
    await doneWithAll(world, sam)
    const before = stored(world)
    const page = await press({ ...form, name, parts: 'night' })
    expect(page.status).toBe(422)
    expect(page.body).toContain(problems[problem])
    expect(page.body).toContain('value="emergency-response" selected')
    expect(page.body).toContain('value="night" checked')
    expect(stored(world)).toBe(before)
  })

  it.each([
    ['sector', 'sector-missing'],
    ['work', 'work-missing'],
    ['adult', 'adult-unconfirmed'],
  ] as const)('needs the %s', async (field, problem) => {
    await doneWithAll(world, sam)
    const { [field]: _, ...rest } = form
    const page = await press(rest)
    expect(page.status).toBe(422)
    expect(page.body).toContain(problems[problem])
    expect(page.body).toContain('value="Sam"')
    expect(await entryOf()).toBeUndefined()
  })

  it('keeps an employer’s domain as a keyed hash, and nothing of a domain that many share', async () => {
    for (const email of ['a@trust.example', 'b@trust.example', 'c@nhs.net', 'd@gmail.com']) {
      await doneWithAll(world, email)
      await press(form, email)
    }
    const employers = await Promise.all(
      ['a@trust.example', 'b@trust.example', 'c@nhs.net', 'd@gmail.com'].map(
        async email => (await entryOf(email))?.employer,
      ),
    )
    expect(employers[0]).toBe(employers[1])
    expect(employers[0]).toMatch(/^[\w-]{32}$/)
    expect(employers.slice(2)).toEqual([undefined, undefined])
  })

  it('keeps a mailbox as a keyed hash, the same however its address is spelled', async () => {
    const emails = ['s.am@gmail.com', 'sam+1@googlemail.com', 'samuel@gmail.com']
    for (const email of emails) {
      await doneWithAll(world, email)
      await press(form, email)
    }
    const [one, same, other] = await Promise.all(emails.map(async email => (await entryOf(email))?.mailbox))
    expect(one).toMatch(/^[\w-]{32}$/)
    expect([same, other === one]).toEqual([one, false])
  })

  it('is not for who is done with two modules', async () => {
    await world.learner(sam)
    for (const module of ['one', 'two']) await world.done(sam, module)
    expect((await show()).body).toContain(rounds.early.title)
    expect((await press(form)).body).toContain(rounds.early.title)
    expect(await entryOf()).toBeUndefined()
  })

  it('is not for who was taken out of circles, who reads by the private link alone until when and whom to write to', async () => {
    await doneWithAll(world, sam)
    const keys = barKeys(world.addresses, await world.person(sam))
    await barredStore(world.table).bar(keys, 'circles', world.clock.now())
    const { title } = rounds.removed('22 November 2028', 'help@example.org')
    const [pressed, seen] = [await press(form), await show()]
    for (const { body } of [pressed, seen]) {
      expect(body).toContain(rounds.notHere.title)
      expect(body).not.toMatch(new RegExp(`${title}|2028|taken you out`))
    }
    await world.execute(sam, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const t = tokenOf(mailedLink(world, sam, 'privateUrl'))
    const own = await browse(formPost('/rounds/sample', { t, ...form }))
    for (const words of [title, '22 November 2028', 'help@example.org']) expect(own.body).toContain(words)
    expect(await entryOf()).toBeUndefined()
  })

  it('says to who rests that no group would reach them', async () => {
    await doneWithAll(world, sam)
    expect((await show()).body).not.toContain(rounds.resting)
    await world.execute(sam, {
      type: 'ChangePreferences',
      preferences: { pace: 'as-written', breakUntil: '2026-12-24' },
    })
    expect((await show()).body).toContain(rounds.resting)
  })

  it.each([
    ['learner', true],
    ['silence', false],
  ] as const)(
    'says so to whose journey was paused by %s: %s, as a deal sees it',
    async (pausedBy, isSaid) => {
      await doneWithAll(world, sam)
      const record = await world.person(sam)
      const { learner } = record
      const enrolments = { sample: { ...(learner.enrolments['sample'] ?? expect.fail()), pausedBy } }
      await world.deps.learners.save(record, { after: { ...learner, enrolments }, events: [] })
      expect((await show()).body.includes(rounds.resting)).toBe(isSaid)
    },
  )

  it.each([
    [['friday', 'saturday', 'sunday'], true],
    [['thursday', 'sunday'], false],
    [['monday'], false],
  ] as const)(
    'says to who likes emails on %s whether none would reach them in time: %s',
    async (days, isTooLate) => {
      await doneWithAll(world, sam)
      await world.execute(sam, {
        type: 'ChangePreferences',
        preferences: { pace: 'as-written', days: [...days] },
      })
      const said = expect((await show()).body)
      if (isTooLate) said.toContain(rounds.tooLate)
      else said.not.toContain(rounds.tooLate)
    },
  )

  it('opens by no link of a module, nor by one of an earlier life', async () => {
    await doneWithAll(world, sam)
    const { learner } = await world.person(sam)
    const who = { learnerId: learner.id, epoch: learner.epoch }
    const links: Link[] = [
      { purpose: 'module', ...who, journeyId: 'sample', moduleId: 'one' },
      { purpose: 'unsubscribe', ...who },
      { purpose: 'preferences', ...who, epoch: '0000zzzz' },
      { purpose: 'preferences', ...who, addressVersion: 4 },
    ]
    for (const link of links) {
      const page = await browse(formPost('/rounds/sample', { t: world.deps.links.token(link), ...form }))
      expect([404, 410]).toContain(page.status)
    }
    expect(await entryOf()).toBeUndefined()
  })
})

describe('taking it back', () => {
  it('leaves nothing in the round', async () => {
    await doneWithAll(world, sam)
    await press(form)
    const page = await press({ action: 'leave' })
    expect(page.body).toContain(rounds.saved['round-left'])
    expect(page.body).toContain(rounds.button)
    expect(await entryOf()).toBeUndefined()
    expect((await world.person(sam)).learner.enrolments['sample']?.round).toBeUndefined()
    expect([...world.table.rows.values()].filter(({ pk }) => pk.startsWith('round#'))).toEqual([])
  })

  it('leaves who is first in line nothing but that place, which is theirs once they join again', async () => {
    await doneWithAll(world, sam)
    await press({ ...form, name: 'Zebedee', parts: 'night' })
    const entry = await entryOf()
    if (entry) await roundStore(world.table).admitWaiting(openRound(), entry)
    expect((await press({ action: 'leave' })).body).toContain(rounds.saved['round-left'])
    expect((await show()).body).toContain(rounds.button)
    expect(await entryOf()).toMatchObject({ isGone: true, isFirstInLine: true, parts: [] })
    expect(stored(world)).not.toContain('Zebedee')
    expect((await press({ action: 'leave' })).body).not.toContain(rounds.saved['round-left'])
    expect((await press(form)).body).toContain(rounds.saved['round-joined'])
    expect(await entryOf()).toMatchObject({ isFirstInLine: true, card: { name: 'Sam' } })
    expect(await entryOf()).not.toHaveProperty('isGone')
  })

  it('pressed twice says what is so, and is never refused', async () => {
    await doneWithAll(world, sam)
    for (let times = 0; times < 12; times += 1) {
      await press(form)
      await press({ action: 'leave' })
    }
    expect(await entryOf()).toBeUndefined()
    expect((await press({ action: 'leave' })).body).not.toContain(rounds.saved['round-left'])
  })
})
