import { beforeEach, describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { stopInvitation } from '../../shared/application/own-invitation.ts'
import { day } from '../../shared/domain/duration.ts'
import { invitationLife } from '../../shared/store/details.ts'
import { en } from '../../shared/texts/en.ts'
import { enInvitation } from '../../shared/texts/en-invitation.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { comesBy, hiddenIn, invitationOf, rowOf, signUpBy } from '../support/inviting.ts'
import { operatorContext } from '../support/operator-context.ts'
import { figuresAndRecount } from '../support/recount.ts'
import { mailedLink, publishedWebsite, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const olu = 'olu@example.org'
const sam = 'sam@example.org'
const { invited } = en.pages.signUp

let world: World
let send: ReturnType<typeof website>
let link: string

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  await world.learner(olu)
  link = await invitationOf(world, olu)
})

const opened = async (url = link) => (await send({ url })).body
/** Has happen what follows from what was written, and hears all of it. */
async function listen(told: unknown[]): Promise<void> {
  for (const event of await world.tell()) {
    told.push(event)
    await world.react(event)
  }
  await world.settle()
}
const people = async (path = link) => (await rowOf(world, path))?.['people'] ?? 0
const figure = async () => {
  await world.settle()
  const { figures, recount } = await figuresAndRecount(world)
  expect(figures['invited']).toBe(recount['invited'])
  return figures['invited'] ?? 0
}

describe('who comes by the link of somebody who takes part', () => {
  it('is greeted, and told neither who it was nor that anybody learns of it', async () => {
    const { status, body, headers } = await send({ url: link })
    expect(status).toBe(200)
    expect(body).toContain(invited.greeting)
    expect(body).toContain(invited.text)
    expect(body).not.toContain(olu)
    expect(body).not.toContain((await world.person(olu)).learner.id)
    expect(headers['Cache-Control']).toBe('no-store')
    expect(headers['X-Robots-Tag']).toBe('noindex')
  })

  it('may type it in capitals, with or without the strokes', async () => {
    const name = link.slice('/invited/'.length)
    for (const typed of [name.toUpperCase(), name.replaceAll('-', '')])
      expect(await opened(`/invited/${typed}`)).toContain(invited.greeting)
  })

  it('counts once they have confirmed, and not before', async () => {
    await signUpBy(send, link, sam)
    await world.settle()
    expect(await people()).toBe(0)
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    expect(await people()).toBe(1)
    expect(await figure()).toBe(1)
  })

  it('counts once, however often they press and sign up again', async () => {
    await comesBy(world, send, link, sam)
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    await signUpBy(send, link, sam)
    await world.settle()
    expect(await people()).toBe(1)
    expect(await figure()).toBe(1)
  })

  it('counts no more who left and comes back, nor who was erased and comes back', async () => {
    await comesBy(world, send, link, sam)
    const { learner } = await world.person(sam)
    await leave(world.deps, learner.id, 'page')
    world.clock.setTo(world.clock.now() + 8 * day)
    await comesBy(world, send, link, sam)
    expect((await world.person(sam)).learner.status).toBe('active')
    await erase(world.deps, world.addresses, learner.id)
    world.clock.setTo(world.clock.now() + 8 * day)
    await comesBy(world, send, link, sam)
    expect((await world.person(sam)).learner.status).toBe('active')
    expect(await people()).toBe(1)
    expect(await figure()).toBe(1)
  })

  it('is not the one whose link it is, who takes part already', async () => {
    await signUpBy(send, link, olu)
    await world.settle()
    expect(await people()).toBe(0)
  })

  it('stays invited through a mistake, a slip of the address and a correction', async () => {
    const wrong = await send(
      formPost('/sign-up', { ...hiddenIn(await opened()), email: 'sam@', consent: 'yes' }),
    )
    expect(wrong.status).toBe(422)
    const fields = { ...hiddenIn(wrong.body), consent: 'yes' }
    const slip = await send(formPost('/sign-up', { ...fields, email: 'sam@gmial.com' }))
    expect(slip.body).toContain(enJoining.slip.title)
    const sent = await send(
      formPost('/sign-up', { ...hiddenIn(slip.body), email: 'sam@gmial.com', asTyped: 'sam@gmial.com' }),
    )
    const id = new URLSearchParams(String(sent.headers['Location']).split('?')[1]).get('id') ?? ''
    await send(formPost('/sign-up/sent', { id, action: 'correct', email: sam }))
    await world.settle()
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    expect(await people()).toBe(1)
  })

  it('finds the journey of the link, and the others behind the same link', async () => {
    await world.publish(sampleJourney('another'))
    expect(await opened()).toContain('name="journey" value="sample"')
    expect(await opened()).toContain(`href="${link}?journey=another"`)
    const other = await opened(`${link}?journey=another`)
    expect(other).toContain('name="journey" value="another"')
    expect(other).toContain(invited.greeting)
  })

  it('finds the form of the usual journey where that of the link is published no more', async () => {
    const row = await rowOf(world, link)
    if (row) await world.table.load([{ ...row, journeyId: 'gone' }])
    expect(await opened()).toContain('name="journey" value="sample"')
  })
})

describe('who brought whom', () => {
  it('stands nowhere once the sign-up is confirmed: not in a row, an event or a note', async () => {
    const id = link.slice('/invited/'.length).replaceAll('-', '')
    const [told, { learner: maker }] = [[] as unknown[], await world.person(olu)]
    await signUpBy(send, link, sam)
    await listen(told)
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    await listen(told)
    const { learner } = await world.person(sam)
    const rows = [...world.table.rows.values()].map(row => JSON.stringify(row))
    const ofSam = rows.filter(row => row.includes(learner.id) || row.includes(sam))
    expect(ofSam.length).toBeGreaterThan(1)
    for (const row of ofSam) {
      expect(row).not.toContain(id)
      expect(row).not.toContain(maker.id)
    }
    const withLink = rows.filter(row => row.includes(id))
    expect(withLink.map(row => JSON.parse(row).pk).toSorted()).toEqual([`L#${maker.id}`, `invitation#${id}`])
    expect(await rowOf(world, link)).toEqual({
      pk: `invitation#${id}`,
      sk: 'invitation',
      _: 1,
      until: expect.any(Number),
      ttl: expect.any(Number),
      journeyId: 'sample',
      people: 1,
    })
    expect(told.length).toBeGreaterThan(2)
    for (const said of [...told, world.log]) expect(JSON.stringify(said)).not.toContain(id)
  })

  it('is forgotten with a sign-up that nobody confirms', async () => {
    await world.learner(sam)
    const { learner } = await world.person(sam)
    await leave(world.deps, learner.id, 'page')
    await signUpBy(send, link, sam)
    await world.settle()
    expect(JSON.stringify((await world.person(sam)).details)).toContain('invitation')
    await world.pass(31)
    expect(JSON.stringify((await world.person(sam)).details)).not.toContain('invitation')
  })
})

describe('a link that is good no more', () => {
  const unknown = '/invited/k7m4-q2pd-9xyz-abcd'
  const plain = async () => (await send({ url: unknown })).body

  it('leads to the form as an unknown one does, byte for byte, and with the same headers', async () => {
    const { learner } = await world.person(olu)
    await stopInvitation(world.deps, learner.id)
    const [stopped, never] = [await send({ url: link }), await send({ url: unknown })]
    expect(stopped).toEqual(never)
    expect(stopped.status).toBe(200)
    expect(stopped.body).toContain('action="/sign-up"')
    expect(stopped.body).not.toContain(invited.greeting)
    expect(stopped.body).not.toContain('name="invitation"')
  })

  it('is the one before a new one', async () => {
    const anew = await invitationOf(world, olu)
    expect(anew).not.toBe(link)
    expect(await opened()).toBe(await plain())
    expect(await opened(anew)).toContain(invited.greeting)
  })

  it.each([
    ['left', async (id: string) => leave(world.deps, id, 'one-click')],
    ['was erased', async (id: string) => erase(world.deps, world.addresses, id)],
  ])('is that of who %s, with the very write', async (_, go) => {
    const { learner } = await world.person(olu)
    await go(learner.id)
    expect(await rowOf(world, link)).toBeUndefined()
    expect(await opened()).toBe(await plain())
  })

  it('is one whose row cannot be read: they take part all the same, its owner makes another, and an operator is told', async () => {
    await signUpBy(send, link, sam)
    await world.settle()
    const row = await rowOf(world, link)
    if (row) await world.table.load([{ ...row, until: 'soon' }])
    expect(await opened()).toBe(await plain())
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    expect((await world.person(sam)).learner.status).toBe('active')
    await world.settle()
    const findings = async () => (await operatorContext(world).run(['reconcile', '--json'])).json()
    expect(await findings()).toMatchObject({
      findings: [{ kind: 'unreadable', about: `${row?.pk} invitation` }],
    })
    expect(
      await opened(`/bring-a-colleague?t=${tokenOf(mailedLink(world, olu, 'preferencesUrl'))}`),
    ).toContain(enInvitation.make)
    expect(await opened(await invitationOf(world, olu))).toContain(invited.greeting)
    expect(await rowOf(world, link)).toBeUndefined()
  })

  it('is one whose year is over, also while its row is still there', async () => {
    world.clock.setTo(world.clock.now() + invitationLife)
    expect(await rowOf(world, link)).toBeDefined()
    expect(await opened()).toBe(await plain())
  })

  it('counts nobody who came by it before it was stopped, and lets them in', async () => {
    await signUpBy(send, link, sam)
    await world.settle()
    await stopInvitation(world.deps, (await world.person(olu)).learner.id)
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
    expect((await world.person(sam)).learner.status).toBe('active')
    expect(await rowOf(world, link)).toBeUndefined()
    expect(await figure()).toBe(0)
  })
})
