import { describe, expect, test } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { figuresOfCircle } from '../../shared/domain/circles/figures-of-circle.ts'
import { sumOfFigures } from '../../shared/domain/circles/round-figures.ts'
import { minute } from '../../shared/domain/duration.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { CircleLife, group, six } from '../support/circle-life.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import {
  addressPost,
  browsing,
  mailedLink,
  stored,
  tokenOf,
  wayToMyJourney,
  website,
} from '../support/website.ts'

const [ann, ben, cat, dan] = six.map(({ email }) => email) as [string, string, string, string]
const { proposal, circle, saved, gone, away } = enGroups

/** Four people who have been asked, and whatever they press through the links of their letters. */
class Visit {
  readonly life = new CircleLife()

  async begins(): Promise<this> {
    await this.life.begins()
    await this.life.pass(1)
    return this
  }

  link(email: string): string {
    return mailedLink(this.life.world, email, 'circleUrl')
  }

  async sees(email: string, link = this.link(email)): Promise<string> {
    return (await website(this.life.world)({ url: link })).body
  }

  async presses(email: string, action: string, fields: Record<string, string> = {}): Promise<string> {
    const send = browsing(website(this.life.world))
    const { body } = await send(formPost('/circles', { t: tokenOf(this.link(email)), action, ...fields }))
    return body
  }

  /** All have said yes, and have been introduced. */
  async meets(): Promise<this> {
    for (const { email } of six) await this.presses(email, 'yes')
    await this.life.pass(2)
    return this
  }
}

const withoutTokens = (body: string): string => body.replaceAll(/(?<=t=)[^"]+/g, '')

test('whatever becomes of a group, its page leads on to “My journey” of its reader, and to nothing private', async () => {
  const visit = await new Visit().begins()
  const { world } = visit.life
  const leadsOn = async (email: string, link = visit.link(email)) => {
    const way = wayToMyJourney(await visit.sees(email, link))
    const { status, body } = await website(world)({ url: way ?? expect.fail('There is no way on.') })
    expect([status, body]).toEqual([200, expect.stringContaining(enMyJourney.title)])
    expect(body).not.toContain(enMyJourney.erase.button)
  }
  await leadsOn(ann)
  const asked = visit.link(ann)
  await visit.meets()
  await leadsOn(ann, asked)
  for (const email of [ann, ben]) await leadsOn(email)
  await visit.presses(ben, 'leave')
  await leadsOn(ben)
  const introduced = visit.link(ann)
  await world.execute(ann, { type: 'PauseJourney', journeyId: 'sample' })
  await leadsOn(ann, introduced)
  await world.execute(ann, { type: 'ResumeJourney', journeyId: 'sample' })
  await visit.life.pass(400)
  await leadsOn(ann, introduced)
})

describe('the page of a proposal', () => {
  test('says what was just said, lets it be changed, and changes nothing by being looked at', async () => {
    const visit = await new Visit().begins()
    const before = stored(visit.life.world)
    const first = await visit.sees(ann)
    expect(stored(visit.life.world)).toBe(before)
    for (const words of [proposal.title, proposal.yes, proposal.no, proposal.kept])
      expect(first).toContain(words)
    const pressed = await visit.presses(ann, 'yes')
    for (const words of [saved['said-yes'], proposal.said.yes]) expect(pressed).toContain(words)
    expect(await visit.presses(ann, 'no')).toContain(saved['said-no'])
    expect((await visit.life.proposal())?.invited[0]?.says).toBe('no')
  })

  test('names nobody, and looks the same to others whatever one says', async () => {
    const visit = await new Visit().begins()
    const before = await visit.sees(ben)
    for (const { name, email } of six) expect(before).not.toMatch(new RegExp(`${name}|${email}`))
    await visit.presses(ann, 'no')
    expect(await visit.sees(ben)).toBe(before)
    await visit.presses(ann, 'yes')
    expect(await visit.sees(ben)).toBe(before)
    await visit.life.says(ann, 'Go')
    expect(await visit.sees(ben)).toBe(before)
  })

  test('is closed to everybody alike', async () => {
    const visit = await new Visit().begins()
    await visit.presses(ann, 'yes')
    await visit.presses(ben, 'yes')
    await visit.presses(cat, 'no')
    const links = [ann, ben, cat, dan].map(email => visit.link(email))
    await visit.life.pass(9)
    const pages = await Promise.all(links.map(link => visit.sees(ann, link).then(withoutTokens)))
    expect(new Set(pages).size).toBe(1)
    expect(pages[0]).toContain(proposal.closed.title)
  })

  test('says so to who has paused, and takes no yes of theirs', async () => {
    const visit = await new Visit().begins()
    await visit.life.world.execute(ann, { type: 'PauseJourney', journeyId: 'sample' })
    expect(await visit.presses(ann, 'yes')).toContain(away.title)
    expect((await visit.life.proposal())?.invited[0]?.says).toBeUndefined()
  })
})

describe('the page of a circle', () => {
  test('names the others and no address, and takes what is said of having met', async () => {
    const visit = await (await new Visit().begins()).meets()
    const page = await visit.sees(ann)
    for (const { name } of six.slice(1)) expect(page).toContain(name)
    for (const { email } of six) expect(page).not.toContain(email)
    expect(await visit.presses(ann, 'met', { worth: 'yes' })).toContain(saved['met-told'])
    const own = (await visit.life.circle())?.members.find(({ id }) => id === visit.life.id(ann))
    expect(own?.worth).toBe('yes')
    expect(await visit.sees(ben)).not.toContain('checked')
  })

  test('takes that they met without a word of whether it was worth it, and no such press takes a word back', async () => {
    const visit = await (await new Visit().begins()).meets()
    const said = async () =>
      (await visit.life.circle())?.members.find(({ id }) => id === visit.life.id(ann))?.worth
    expect(await visit.presses(ann, 'met')).toContain(saved['met-told'])
    expect(await said()).toBe('not-said')
    const circle = (await visit.life.circle()) ?? expect.fail()
    const counted = sumOfFigures([figuresOfCircle(circle, visit.life.world.clock.now())])
    expect(counted).toMatchObject({ met: 1, 'worth.yes': 0, 'worth.not-sure': 0, 'worth.no': 0 })
    await visit.presses(ann, 'met', { worth: 'no' })
    expect(await visit.presses(ann, 'met')).toContain(saved['met-told'])
    expect(await said()).toBe('no')
    await visit.presses(ann, 'met', { worth: 'perhaps' })
    expect(await said()).toBe('no')
  })

  test('says to who has reported it that they told us, and offers it to everybody else as before', async () => {
    const visit = await (await new Visit().begins()).meets()
    const { report } = circle
    const before = await Promise.all([ann, ben].map(email => visit.sees(email)))
    for (const page of before)
      for (const words of [report.button, report.hidden]) expect(page).toContain(words)
    const pressed = await visit.presses(ann, 'report')
    for (const words of [report.told.heading, report.told.text]) expect(pressed).toContain(words)
    expect(pressed).not.toContain(report.button)
    expect(await Promise.all([ann, ben].map(email => visit.sees(email)))).toEqual(before)
    expect(await visit.presses(ann, 'report')).toContain(report.told.heading)
    const send = website(visit.life.world)
    const { headers } = await send(formPost('/circles', { t: tokenOf(visit.link(ann)), action: 'report' }))
    const openedAgain = async () => (await send({ url: String(headers['Location']) })).body
    expect(await openedAgain()).toContain(report.told.heading)
    await visit.life.inCircle({ type: 'SettleReport', at: visit.life.world.clock.now() })
    expect(await openedAgain()).toContain(report.button)
  })

  test('passes hosting on with one press, and the next one is asked by email', async () => {
    const visit = await (await new Visit().begins()).meets()
    const first = (await visit.life.circle())?.host
    const host = six.find(({ email }) => visit.life.id(email) === first)?.email ?? ''
    expect(await visit.sees(host)).toContain(circle.host.you)
    expect(await visit.presses(host, 'pass-on')).toContain(saved['hosting-passed'])
    const next = (await visit.life.circle())?.host
    expect(next).not.toBe(first)
    await visit.life.pass(2)
    const asked = six.find(({ email }) => visit.life.id(email) === next)?.email ?? ''
    expect(visit.life.letters(asked).at(-1)).toContain('circle-hosting')
  })

  test('keeps two apart silently, and undoes it', async () => {
    const visit = await (await new Visit().begins()).meets()
    const before = await visit.sees(ben)
    const members = (await visit.life.circle())?.members ?? []
    const place = String(members.findIndex(({ id }) => id === visit.life.id(ben)))
    const pressed = await visit.presses(ann, 'apart', { with: place })
    expect(pressed).toContain(circle.apart.is('Ben'))
    // Whoever pressed the wrong name sees how to undo it.
    expect(pressed).toMatch(/<details[^>]* open[^>]*>(?:(?!<\/details>)[\s\S])*Undo that/)
    // To who hears the buttons it is one sentence.
    expect(pressed.replaceAll(/<[^>]*>/g, '')).toContain('Undo that for Ben')
    expect(await visit.sees(ben)).toBe(before)
    expect(await visit.presses(ann, 'together', { with: place })).not.toContain(circle.apart.is('Ben'))
    for (const wrong of ['99', '-1', visit.life.id(ben)])
      expect(await visit.presses(ann, 'apart', { with: wrong })).not.toContain(saved['kept-apart'])
  })

  test('lets somebody go, whom the others see no more, and report it all the same', async () => {
    const visit = await (await new Visit().begins()).meets()
    expect(await visit.presses(ann, 'leave')).toContain(circle.left.title)
    expect(await visit.sees(ben)).not.toContain('Ann')
    const before = await visit.sees(ben)
    expect(await visit.presses(ann, 'report')).toContain(saved['circle-reported'])
    expect((await visit.life.circle())?.reportedAt).toBeDefined()
    expect(await visit.sees(ben)).toBe(before)
    const { world } = visit.life
    const shown = async () => (await operatorContext(world).run(['circles', 'show', `${group}.0`])).stdout
    expect(await shown()).toMatch(new RegExp(`${visit.life.id(ann)}  .*, gone, reported it`))
    expect(JSON.stringify(await visit.sees(ben))).not.toContain(visit.life.id(ann))
    await erase(world.deps, world.addresses, visit.life.id(ann))
    await world.passTo(world.clock.now() + 5 * minute)
    expect(await shown()).not.toContain('reported it')
    expect(await shown()).toContain('reported since')
  })

  test('shows who left the journey to nobody, at once', async () => {
    const visit = await (await new Visit().begins()).meets()
    await visit.life.world.execute(ann, { type: 'Leave', via: 'page' })
    expect(await visit.sees(ben)).not.toContain('Ann')
  })

  test('opens to nobody who is not in it', async () => {
    const visit = await (await new Visit().begins()).meets()
    const { learner } = await visit.life.world.learner('eve@example.org')
    const link = {
      purpose: 'circle',
      learnerId: learner.id,
      epoch: learner.epoch,
      group: `${group}.0`,
    } as const
    const page = await visit.sees('eve', `/circles?t=${visit.life.world.deps.links.token(link)}`)
    expect(page).toContain(gone.title)
    expect(page).not.toContain('Ben')
  })
})

describe('what somebody takes away of what is held about them', () => {
  const takes = async (visit: Visit, email: string) => {
    const { learner } = await visit.life.world.person(email)
    const expiresAt = visit.life.world.clock.now() + 60_000
    const link = { purpose: 'private', learnerId: learner.id, epoch: learner.epoch, expiresAt } as const
    const t = visit.life.world.deps.links.token(link)
    const send = website(visit.life.world)
    const file = await send(formPost('/my-journey', { t, action: 'download' }))
    return JSON.parse(file.body)
  }

  test('has what they showed, said and chose in circles, and nothing of the others', async () => {
    const visit = await (await new Visit().begins()).meets()
    await visit.presses(ann, 'met', { worth: 'no' })
    await visit.presses(ann, 'apart', { with: '0' })
    await visit.presses(ann, 'apart', { with: '1' })
    const file = await takes(visit, ann)
    expect(file.circles).toMatchObject({
      joined: [{ round: '2026-11-29', name: 'Ann', sector: 'nhs-hospital', work: 'care-and-support' }],
      groups: [
        { group, said: 'yes' },
        { group: `${group}.0`, worth: 'no' },
      ],
    })
    expect(file.circles.apartFrom).toBeGreaterThan(0)
    expect(JSON.stringify(file)).not.toMatch(/Ben|ben@/)
    for (const id of [ben, cat, dan].map(email => visit.life.id(email)))
      expect(JSON.stringify(file)).not.toContain(id)
  })

  test('has no word of circles where they joined none', async () => {
    const visit = await new Visit().begins()
    await visit.life.world.learner('eve@example.org')
    expect(await takes(visit, 'eve@example.org')).not.toHaveProperty('circles')
  })
})

describe('who changes their address between a yes and the introduction', () => {
  const next = 'ann@elsewhere.example'

  /** They ask for it by their private link, and look at what the button behind the email to the new address says. */
  async function asks(visit: Visit) {
    const { world } = visit.life
    const send = browsing(website(world))
    const t = tokenOf(mailedLink(world, ann, 'preferencesUrl'))
    await send(formPost('/my-journey', { t, action: 'private-link' }))
    await world.settle()
    await send(addressPost(mailedLink(world, ann, 'privateUrl'), next))
    await world.settle()
    const link = mailedLink(world, next, 'confirmUrl')
    return {
      link,
      page: (await send({ url: link })).body,
      press: () => send(formPost('/confirm', { t: tokenOf(link) })),
    }
  }

  const introductions = async (isConfirmed: boolean) => {
    const visit = await new Visit().begins()
    for (const { email } of six.slice(0, 3)) await visit.presses(email, 'yes')
    const { page, press } = await asks(visit)
    expect(page).toContain('its people read this address from then on')
    if (isConfirmed) await press()
    await visit.life.pass(8)
    return visit.life.said(ben, 'circle-introduction')
  }

  test('gives their new one, since the button that put it into use said so', async () => {
    const said = await introductions(true)
    expect(said).toContain(next)
    expect(said).not.toContain(ann)
  })

  test('gives the old one, as long as they have not pressed it', async () => {
    const said = await introductions(false)
    expect(said).toContain(ann)
    expect(said).not.toContain(next)
  })
})
