import { beforeEach, describe, expect, it } from 'vitest'
import { hour, minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { browsing, publishedWebsite, type Received, stored, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [wrong, right] = ['sam@exmaple.org', 'sam@example.org']
const texts = en.pages
const filled = { consent: 'yes', consentVersion: 'en-1', website: '' }

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
})

/** Fills in the form. @returns where the page after it is. */
async function signUp(email: string, fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await send(formPost('/sign-up', { ...filled, email, ...fields }))
  expect(answer.status, answer.body).toBe(303)
  return String(answer.headers['Location'])
}

const read = (url: string): Promise<Received> => send({ url })

/** Presses a button on the page after it, with the fields that the page has for it. */
async function press(page: string, action: 'again' | 'correct', fields: Record<string, string> = {}) {
  const id = page.split('id=')[1] ?? ''
  const asked = /name="asked" value="(\d+)"/.exec((await read(page)).body)?.[1] ?? ''
  return browsing(send)(
    formPost('/sign-up/sent', { id, action, ...(action === 'again' && { asked }), ...fields }),
  )
}

const emailsTo = async (email: string): Promise<number> => {
  await world.settle()
  return world.inbox(email).length
}

describe('the page after a sign-up', () => {
  it('is led to by a 303, names the address, and has none in its own', async () => {
    const page = await signUp(wrong)
    expect(page).toMatch(/^\/sign-up\/sent\?id=[0-9a-z]{24}$/)
    const { status, body, headers } = await read(page)
    expect(status).toBe(200)
    expect(body).toContain(`${enJoining.sent.address} <strong>${wrong}</strong>`)
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    expect(headers).not.toHaveProperty('Set-Cookie')
  })

  it('reads the same whenever it is loaded within its hour, changes nothing, and is over then', async () => {
    const page = await signUp(wrong)
    const [first, before] = [await read(page), stored(world)]
    world.clock.setTo(world.clock.now() + hour - 2 * minute)
    expect((await read(page)).body).toBe(first.body)
    expect(stored(world)).toBe(before)
    world.clock.setTo(world.clock.now() + 3 * minute)
    const late = await read(page)
    expect(late.status).toBe(410)
    expect(late.body).toContain(enJoining.sent.over.title)
    expect(late.body).not.toContain(wrong)
    expect((await press(page, 'again', { asked: '0' })).status).toBe(410)
  })

  it.each(['', 'x', '0'.repeat(24), '../sign-up', `${'0'.repeat(23)}#`])(
    'is nobody’s by the id “%s”',
    async id => {
      await signUp(wrong)
      expect((await read(`/sign-up/sent?id=${encodeURIComponent(id)}`)).status).toBe(410)
    },
  )

  it('is removed by the table itself', async () => {
    await signUp(wrong)
    const row = [...world.table.rows.values()].find(({ pk }) => pk.startsWith('sent-page#'))
    expect(row?.['ttl']).toBe((world.clock.now() + hour) / 1000)
  })

  it('is for browsers: forms that say where to return, scripts and programs are answered as they were', async () => {
    const back = 'https://www.example.org/learn/'
    const elsewhere = { origin: 'https://www.example.org', 'sec-fetch-site': 'cross-site' }
    const returned = await send(formPost('/sign-up', { ...filled, email: wrong, return: back }, elsewhere))
    expect(returned).toMatchObject({ status: 303, headers: { Location: back } })
    const script = await send(
      formPost('/sign-up', { ...filled, email: wrong }, { ...elsewhere, accept: '*/*' }),
    )
    expect(script.status).toBe(202)
    expect((await send(jsonPost('/sign-up', { ...filled, email: wrong, consent: true }))).status).toBe(202)
    expect([...world.table.rows.keys()].join()).not.toContain('sent-page#')
  })
})

describe('a mistyped address', () => {
  const told = { firstName: 'Sam', role: 'Porter', sector: 'ambulance', days: ['monday'], parts: ['night'] }

  it('is corrected there, and everything else comes along', async () => {
    const page = await signUp(wrong, told)
    const corrected = await press(page, 'correct', { email: right })
    expect(corrected.status).toBe(200)
    expect(corrected.body).toContain(`<strong>${right}</strong>`)
    expect(await emailsTo(right)).toBe(1)
    const { learner, details } = await world.person(right)
    expect(details.requests?.[0]).toMatchObject({ email: right, firstName: 'Sam', role: 'Porter' })
    expect(learner.requests[0]).toMatchObject({
      sector: 'ambulance',
      preferences: { days: ['monday'], parts: ['night'] },
      consent: { wording: 'en-1', mechanism: 'page' },
    })
    expect((await read(page)).body).toContain(wrong)
  })

  it('that is corrected into no address is asked for again in place, with what was typed', async () => {
    const before = await signUp(wrong)
    const rows = stored(world)
    const answer = await press(before, 'correct', { email: 'sam@' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain(texts.problems['email-no-domain'])
    expect(answer.body).toMatch(/name="email"[^>]*value="sam@"/)
    expect((await press(before, 'correct')).status).toBe(422)
    expect(stored(world)).toBe(rows)
  })

  it('of a well-known domain is asked about, and nothing is kept before the answer', async () => {
    const before = stored(world)
    const slip = { ...filled, ...told, email: 'sam@gmial.com' }
    const asked = await send(formPost('/sign-up', slip))
    expect(asked.status).toBe(422)
    expect(asked.body).toContain(enJoining.slip.title)
    expect(stored(world)).toBe(before)
    const hidden = (form: string): Record<string, string> =>
      Object.fromEntries(
        [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
      )
    const [meant = '', typed = ''] = asked.body.split('<form').slice(1)
    for (const [form, email] of [
      [meant, 'sam@gmail.com'],
      [typed, 'sam@gmial.com'],
    ] as const) {
      const page = await browsing(send)(formPost('/sign-up', hidden(form)))
      expect(page.body).toContain(`<strong>${email}</strong>`)
      expect(await emailsTo(email)).toBe(1)
      expect((await world.person(email)).details.requests?.[0]).toMatchObject({ firstName: 'Sam' })
    }
  })

  it('is asked about when it is corrected, too; and never where a program or another website sends it', async () => {
    const page = await signUp(wrong)
    const asked = await press(page, 'correct', { email: 'sam@gmail.con' })
    expect(asked.status).toBe(422)
    expect(asked.body).toContain('sam@gmail.com')
    const insisted = await press(page, 'correct', { email: 'sam@gmail.con', asTyped: 'sam@gmail.con' })
    expect(insisted.body).toContain('<strong>sam@gmail.con</strong>')
    const slip = { ...filled, email: 'sam@gmial.com' }
    expect((await send(jsonPost('/sign-up', { ...slip, consent: true }))).status).toBe(202)
    const elsewhere = { origin: 'https://www.example.org', 'sec-fetch-site': 'cross-site' }
    expect((await send(formPost('/sign-up', slip, elsewhere))).status).toBe(303)
  })
})

describe('“send it again”', () => {
  it('sends it at once for the first time, and then within the limits of the mailbox', async () => {
    const page = await signUp(right)
    expect(await emailsTo(right)).toBe(1)
    expect((await read(page)).body).not.toContain(enJoining.sent.again.asked.title)
    world.clock.setTo(world.clock.now() + 5 * minute)
    expect((await press(page, 'again')).body).toContain(enJoining.sent.again.asked.title)
    expect(await emailsTo(right)).toBe(2)
    world.clock.setTo(world.clock.now() + 5 * minute)
    expect((await press(page, 'again')).body).toContain(enJoining.sent.again.asked.title)
    expect(await emailsTo(right)).toBe(2)
  })

  it.each([0, 20, 59])('sends it at once also %i seconds after the form was sent', async seconds => {
    const page = await signUp(right)
    expect(await emailsTo(right)).toBe(1)
    world.clock.setTo(world.clock.now() + 1000 * seconds)
    await press(page, 'again')
    expect(await emailsTo(right)).toBe(2)
  })

  it('counts as one press however often it is sent', async () => {
    const page = await signUp(right)
    await world.settle()
    world.clock.setTo(world.clock.now() + 5 * minute)
    for (let times = 0; times < 3; times += 1)
      expect((await press(page, 'again', { asked: '0' })).body).toContain(enJoining.sent.again.asked.title)
    expect((await read(page)).body).toContain('name="asked" value="1"')
    expect(await emailsTo(right)).toBe(2)
  })

  it('counts as one press where two arrive at once', async () => {
    const page = await signUp(right)
    const id = page.split('id=')[1] ?? ''
    const again = () => send(formPost('/sign-up/sent', { id, action: 'again', asked: '0' }))
    for (const { status } of await Promise.all([again(), again()])) expect(status).toBe(303)
    const waiting = [...world.table.rows.keys()].filter(key => key.includes('sign-up#'))
    expect(waiting.filter(key => !key.includes('limit#'))).toHaveLength(2)
  })

  it('takes from what the network may sign up', async () => {
    send = website(world, { networkBudget: 1 })
    const page = await signUp(right)
    const answer = await press(page, 'again')
    expect(answer.status).toBe(429)
    expect(answer.headers['Retry-After']).toBeDefined()
    expect((await read(page)).body).not.toContain(enJoining.sent.again.asked.title)
  })

  it('is refused from another website, and so is what the page does not have', async () => {
    const page = await signUp(right)
    const id = page.split('id=')[1] ?? ''
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await send(formPost('/sign-up/sent', { id, action: 'again', asked: '0' }, foreign))).status).toBe(
      403,
    )
    expect((await send(formPost('/sign-up/sent', { id, action: 'erase' }))).status).toBe(400)
  })
})
