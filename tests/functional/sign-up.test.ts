import { describe, expect, it } from 'vitest'
import { isAllowedReturn } from '../../functions/sign-up/return-address.ts'
import { routes } from '../../shared/contracts/routes.ts'
import { hour } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { browsing, stored, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const filled = signUpForm('sam@example.org')

async function start(options = {}) {
  const world = new World(monday)
  await world.publish()
  return { world, send: website(world, options) }
}

describe('the first page', () => {
  it('shows what the journey is made of', async () => {
    const { send } = await start()
    const { status, body, headers } = await send({ url: '/' })
    expect(status).toBe(200)
    expect(body).toContain('Journey sample')
    expect(body).toContain('<li>Module three</li>')
    expect(headers['Cache-Control']).toBe('public, max-age=300')
  })

  it('says so while there is no journey', async () => {
    const { status, body } = await website(new World(monday))({ url: '/' })
    expect(status).toBe(503)
    expect(body).toContain(en.pages.troubles['not-open'].title)
  })

  it('offers the form to copy on /sign-up only', async () => {
    const { send } = await start()
    expect((await send({ url: '/sign-up' })).body).toContain(en.pages.signUp.embed.summary)
    expect((await send({ url: '/' })).body).not.toContain(en.pages.signUp.embed.summary)
  })
})

describe('a sign-up', () => {
  it('by form is taken in, with everything in it and its agreement', async () => {
    const { world, send } = await start()
    const sentAt = world.clock.now()
    const answer = await send(
      formPost('/sign-up', {
        ...filled,
        firstName: 'Sam',
        sector: 'ambulance',
        role: 'Crew',
        days: ['monday'],
        parts: ['night'],
      }),
    )
    expect(answer.status).toBe(303)
    expect((await send({ url: String(answer.headers['Location']) })).body).toContain(enJoining.thanks.title)
    await world.settle()
    const { learner, details } = await world.person('sam@example.org')
    expect(details).toMatchObject({
      email: 'sam@example.org',
      requests: { 0: { firstName: 'Sam', role: 'Crew' } },
    })
    expect(learner).toMatchObject({
      status: 'pending',
      requests: [
        {
          at: sentAt,
          sector: 'ambulance',
          preferences: { days: ['monday'], parts: ['night'], pace: 'as-written' },
          consent: { wording: 'en-1', mechanism: 'page' },
        },
      ],
    })
  })

  it('as JSON is taken in, and answered so', async () => {
    const { world, send } = await start()
    const answer = await send(jsonPost('/sign-up', { ...filled, consent: true }))
    expect(answer.status).toBe(202)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'check-your-inbox' })
    await world.settle()
    expect((await world.person('sam@example.org')).learner.requests[0]?.consent.mechanism).toBe('api')
  })

  it('as JSON is answered and not sent elsewhere, whatever address to return to it names', async () => {
    const { send } = await start()
    const answer = await send(jsonPost('/sign-up', { ...filled, return: 'https://www.example.org/learn/' }))
    expect(answer.status).toBe(202)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'check-your-inbox' })
  })

  it('from a form on an allowed website is taken in, and sent back there', async () => {
    const { world, send } = await start()
    const returnTo = 'https://www.example.org/learn/thanks'
    const answer = await send(
      formPost(
        '/sign-up',
        { ...filled, return: returnTo },
        { origin: 'https://www.example.org', 'sec-fetch-site': 'cross-site' },
      ),
    )
    expect(answer).toMatchObject({ status: 303, headers: { Location: returnTo } })
    await world.settle()
    expect((await world.person('sam@example.org')).learner.requests[0]?.consent.mechanism).toBe(
      'embedded-form',
    )
  })

  it('is sent back with no more in the header than an address', async () => {
    const { send } = await start()
    const back = 'https://www.example.org/learn/\r\nSet-Cookie: a=b é'
    const { status, headers } = await send(formPost('/sign-up', { ...filled, return: back }))
    expect(status).toBe(303)
    expect(headers['Location']).toBe('https://www.example.org/learn/Set-Cookie:%20a=b%20%C3%A9')
  })

  it('gets the same answer whether the address is new, waits, takes part or has left', async () => {
    const { world, send } = await start()
    const told = async (email: string) => {
      const answer = await browsing(send)(formPost('/sign-up', { ...filled, email }))
      return {
        ...answer,
        body: answer.body.replaceAll(email, 'their address').replaceAll(/"[0-9a-z]{24}"/g, 'id'),
      }
    }
    const answers = [await told('sam@example.org')]
    answers.push(await told('sam@example.org'))
    await world.settle()
    await world.confirm('sam@example.org')
    answers.push(await told('SAM@example.org'))
    await world.execute('sam@example.org', { type: 'Leave', via: 'page' })
    answers.push(await told('sam@example.org'))
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('in the name of somebody who takes part changes nothing of theirs: it may be a stranger’s', async () => {
    const { world, send } = await start()
    await send(formPost('/sign-up', { ...filled, firstName: 'Sam', role: 'Crew' }))
    await world.settle()
    await world.confirm('sam@example.org')
    await world.settle()
    const { details } = await world.person('sam@example.org')
    await send(formPost('/sign-up', { ...filled, firstName: 'Eve', role: 'None', email: 'SAM@example.org' }))
    await world.settle()
    expect((await world.person('sam@example.org')).details).toEqual(details)
  })

  it('leads to a confirmation by email', async () => {
    const { world, send } = await start()
    await send(formPost('/sign-up', filled))
    await world.settle()
    expect(world.inbox('sam@example.org').map(email => email.kind)).toEqual(['confirm'])
  })
})

describe('a sign-up that will not do', () => {
  const none = { email: '', consent: '', consentVersion: '', website: '' }
  it.each<[string, Record<string, string | string[]>, string]>([
    ['nothing filled in', none, 'email-missing'],
    ['no agreement', { ...filled, consent: '' }, 'consent-missing'],
    ['a wording that never was', { ...filled, consentVersion: 'xx-9' }, 'consent-unknown'],
    ['a wording named like a property', { ...filled, consentVersion: 'constructor' }, 'consent-unknown'],
    ['a wrong address', { ...filled, email: 'sam@example' }, 'email-no-ending'],
    [
      'a header in the address',
      { ...filled, email: 'sam@example.org\r\nBcc: eve@example.org' },
      'email-several',
    ],
    ['a name that is too long', { ...filled, firstName: 'x'.repeat(61) }, 'first-name-long'],
    ['a name of two lines', { ...filled, firstName: 'Sam\nEve' }, 'first-name-wrong'],
    ['a sector that is none', { ...filled, sector: '<script>' }, 'sector-unknown'],
    ['the trap', { ...filled, website: 'https://spam.example' }, 'trap-filled'],
    ['a return that is not on the list', { ...filled, return: 'https://evil.example/' }, 'return-refused'],
  ])('changes nothing and says what to do: %s', async (_what, form, problem) => {
    const { world, send } = await start()
    const before = stored(world)
    const page = await send(formPost('/sign-up', form))
    expect(page.status).toBe(422)
    const sentence = en.pages.problems[problem as keyof typeof en.pages.problems]
    expect(page.body).toContain(sentence.replaceAll("'", '&#39;'))
    const json = await send(formPost('/sign-up', form, { accept: 'application/json' }))
    expect(json.headers['Content-Type']).toContain('application/problem+json')
    expect(JSON.parse(json.body).errors).toContainEqual({ field: expect.any(String), message: sentence })
    expect(stored(world)).toBe(before)
  })

  it.each([
    [null],
    ['sam@example.org'],
    [[filled]],
    [{ ...filled, email: { $ne: '' } }],
    [{ ...filled, days: { 0: 'monday' } }],
  ])('as JSON of the wrong form too: %j', async json => {
    const { world, send } = await start()
    const before = stored(world)
    expect((await send(jsonPost('/sign-up', json))).status).toBe(422)
    expect(stored(world)).toBe(before)
  })

  it('from a form on another website, corrected on our page, is sent back there, and its agreement is that form’s', async () => {
    const { world, send } = await start()
    const returnTo = 'https://www.example.org/learn/thanks'
    const page = await send(formPost('/sign-up', { ...filled, email: 'sam@example', return: returnTo }))
    const back = /name="return" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
    const answer = await send(formPost('/sign-up', { ...filled, return: back }))
    expect(answer).toMatchObject({ status: 303, headers: { Location: returnTo } })
    await world.settle()
    expect((await world.person('sam@example.org')).learner.requests[0]?.consent.mechanism).toBe(
      'embedded-form',
    )
  })

  it('is not asked again to go where it may not', async () => {
    const { send } = await start()
    const page = await send(formPost('/sign-up', { ...filled, return: 'https://evil.example/' }))
    expect(page.body).not.toContain('evil.example')
  })

  it.each([
    ['en-1', true],
    ['en-0', false],
  ])('keeps the tick of the wording that the page shows, and of no other: %s', async (consentVersion, is) => {
    const { send } = await start()
    const { body } = await send(formPost('/sign-up', { ...filled, email: '', consentVersion }))
    expect(/<input[^>]*name="consent"[^>]* checked/.test(body)).toBe(is)
  })

  it('keeps what was typed', async () => {
    const { send } = await start()
    const { body } = await send(
      formPost('/sign-up', { ...filled, email: 'sam@', role: '"><script>alert(1)</script>' }),
    )
    expect(body).toContain('value="sam@"')
    expect(body).toContain('&quot;&gt;&lt;script&gt;')
    expect(body).not.toContain('<script')
  })

  it.each([
    ['another website', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a website that hides its name', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    [
      'another part of the same site',
      { origin: 'https://www.learn.example.org', 'sec-fetch-site': 'same-site' },
    ],
    ['another website in an old browser', { origin: 'https://evil.example' }],
  ])('is refused from %s', async (_what, headers) => {
    const { world, send } = await start()
    const before = stored(world)
    expect((await send(formPost('/sign-up', filled, headers))).status).toBe(403)
    expect(stored(world)).toBe(before)
  })

  const open = routes.filter(route => route.function === 'sign-up' && route.method === 'POST')
  it.each(open.map(({ path }) => path))(
    'is refused from another website at %s too, where no link is asked for',
    async path => {
      const { send } = await start()
      const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
      expect(
        (await send(formPost(path, filled, foreign))).status,
        'fromOurForm(…), functions/sign-up/app.ts',
      ).toBe(403)
    },
  )

  it('is not refused from our own page, which sends no referrer', async () => {
    const { send } = await start()
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    expect((await send(formPost('/sign-up', filled, own))).status).toBe(303)
  })
})

describe('many sign-ups from one network', () => {
  it('are taken in until the hour has had its share, then told gently when to come again', async () => {
    const { world, send } = await start({ networkBudget: 2 })
    const from = (sourceIp: string, email: string) => ({
      ...formPost('/sign-up', { ...filled, email }),
      sourceIp,
    })
    expect((await send(from('192.0.2.1', 'a@example.org'))).status).toBe(303)
    expect((await send(from('192.0.2.1', 'b@example.org'))).status).toBe(303)
    const third = await send(from('192.0.2.1', 'c@example.org'))
    expect(third.status).toBe(429)
    expect(third.body).toContain(en.pages.troubles['too-many'].title)
    expect(Number(third.headers['Retry-After'])).toBeLessThanOrEqual(3600)
    expect(await world.find('c@example.org')).toBeUndefined()
    expect((await send(from('198.51.100.9', 'd@example.org'))).status).toBe(303)
    world.clock.setTo(world.clock.now() + hour)
    expect((await send(from('192.0.2.1', 'c@example.org'))).status).toBe(303)
  })

  it('are counted by the first 48 bits of an IPv6 address, however it is written', async () => {
    const { send } = await start({ networkBudget: 3 })
    const from = (sourceIp: string) => send({ ...formPost('/sign-up', filled), sourceIp })
    for (const sameNetwork of ['2001:db8::1', '2001:0db8:0:0:1::2', '2001:db8:0:1:a:b:c:d'])
      expect((await from(sameNetwork)).status).toBe(303)
    expect((await from('2001:DB8::ffff')).status).toBe(429)
    expect((await from('2001:db8:1::1')).status).toBe(303)
  })
})

describe('a sign-up as JSON with several mistakes', () => {
  it('is told of each by its field, and of all of them in sentences', async () => {
    const { send } = await start()
    const { status, body } = await send(jsonPost('/sign-up', { ...filled, email: '', consent: false }))
    expect(status).toBe(422)
    const { detail, errors } = JSON.parse(body)
    const { 'email-missing': email, 'consent-missing': consent } = en.pages.problems
    expect(errors).toEqual([
      { field: 'email', message: email },
      { field: 'consent', message: consent },
    ])
    expect(detail).toBe(`${email}. ${consent}.`)
  })
})

describe('an address that is asked in a way that it does not know', () => {
  it.each([
    ['PUT', '/sign-up', 'GET, HEAD, POST'],
    ['PATCH', '/confirm', 'GET, HEAD, POST'],
    ['DELETE', '/modules/sample/one', 'GET, HEAD, POST'],
    ['OPTIONS', '/preferences?t=1', 'GET, HEAD, POST'],
  ])('%s %s is told the ways that it does', async (method, url, allow) => {
    const { send } = await start()
    expect(await send({ method, url })).toMatchObject({ status: 405, headers: { Allow: allow } })
  })

  it('is unknown in every way, if it is', async () => {
    const { send } = await start()
    expect((await send({ method: 'PATCH', url: '/modules/sample' })).status).toBe(404)
  })
})

describe('the stylesheet', () => {
  it('is kept for ever under its name, and stands in for a former one', async () => {
    const { send } = await start()
    const current = await send({ url: '/assets/shiftworks-0123456789ab.css' })
    expect(current).toMatchObject({
      status: 200,
      body: 'body{}',
      headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
    })
    const former = await send({ url: '/assets/shiftworks-ffffffffffff.css' })
    expect(former).toMatchObject({
      status: 200,
      body: 'body{}',
      headers: { 'Cache-Control': 'public, max-age=300' },
    })
    expect((await send({ url: '/assets/..%2findex.mjs' })).status).toBe(404)
  })
})

describe('an address to return to', () => {
  it.each([
    ['https://www.example.org/learn/thanks?x=1', true],
    ['https://www.example.org/learn/', true],
    ['https://www.example.org/other', false],
    ['https://www.example.org/learn/../other', false],
    ['https://www.example.org.evil.example/learn/', false],
    ['https://www.example.org@evil.example/learn/', false],
    ['https://user:word@www.example.org/learn/', false],
    ['http://www.example.org/learn/', false],
    ['//evil.example', false],
    ['javascript:alert(1)', false],
  ])('%s: %s', (address, allowed) => {
    expect(isAllowedReturn(address, ['https://www.example.org/learn/'])).toBe(allowed)
  })

  it.each([
    ['https://www.example.org/learn', true],
    ['https://www.example.org/learn?x=1#y', true],
    ['https://www.example.org/learn/', true],
    ['https://www.example.org/learn/thanks', true],
    ['https://www.example.org/./learn/a/../b', true],
    ['HTTPS://WWW.EXAMPLE.ORG:443/learn', true],
    ['https://www.example.org/learning', false],
    ['https://www.example.org/learn.evil', false],
    ['https://www.example.org/learn@evil', false],
    ['https://www.example.org/learn%2Fthanks', false],
    ['https://www.example.org/learn/..%2Fother', false],
    ['https://www.example.org/learn/..%252fother', false],
    ['https://www.example.org/learn/%2e%2e/other', false],
    ['https://www.example.org/learn/..\\other', false],
    ['https://www.example.org//evil.example/learn', false],
    ['https://www.example.org/', false],
    ['https://www.example.org:8443/learn', false],
  ])('is compared with the list by whole parts of the path: %s: %s', (address, allowed) => {
    expect(isAllowedReturn(address, ['https://www.example.org/learn'])).toBe(allowed)
  })

  it('may be anywhere on a website that is on the list as a whole', () => {
    const allows = (address: string) => isAllowedReturn(address, ['https://www.example.org', 'nonsense'])
    expect(allows('https://www.example.org/anywhere')).toBe(true)
    expect(allows('https://www.example.org.evil.example/')).toBe(false)
  })
})
