import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { operationRoutes } from '../../tools/operator/console/operation-routes.ts'
import { allOperations } from '../../tools/operator/operations/all.ts'
import { World } from '../../tools/simulation/world.ts'
import { isDeliveryPaused, pause } from '../support/holds.ts'
import { openConsole } from '../support/operator-console.ts'
import { operatorArn } from '../support/operator-context.ts'
import { stored } from '../support/website.ts'

const routes = await operationRoutes(await allOperations())
const monday = Date.parse('2026-11-23T09:00:00Z')
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

interface Wish {
  method?: string
  headers?: Record<string, string>
  body?: string
}

interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As any program could ask, with whatever headers it likes. */
const ask = (address: string, { method = 'GET', headers = {}, body = '' }: Wish = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const asked = request(address, { method, headers }, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks).toString(),
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })

async function aConsole() {
  const world = new World(monday)
  await world.publish()
  await world.learner('nurse@example.org')
  const served = await openConsole(world)
  closers.push(served.close)
  return { world, ...served }
}

/** Every address of the console, with names that are there: a page, a form, or what only a form leads to. */
function addressesFor(learnerId: string): string[] {
  const named: Record<string, string> = {
    ...{ who: learnerId, journey: 'sample', module: 'one', version: '1', to: '1', key: 'module.one' },
    ...{ name: 'start-journey', resume: 'x' },
  }
  const fill = (address: string) =>
    address.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'id' ? (address.startsWith('/journeys/') ? 'sample' : learnerId) : (named[name] ?? name),
    )
  return [...new Set([...Object.keys(routes.get), ...Object.keys(routes.post)])].map(fill)
}

/** A console with the cookie that its address gives. */
async function anOpenConsole() {
  const served = await aConsole()
  const { headers } = await ask(served.address)
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  return { ...served, cookie, host: new URL(served.origin).host }
}

describe('who gets into the console', () => {
  it('is who opens its address, once, and has the cookie from then on', async () => {
    const { address, origin } = await aConsole()
    const first = await ask(address)
    expect([first.status, first.headers['location']]).toEqual([303, '/'])
    const [cookie = ''] = [first.headers['set-cookie']].flat()
    expect(cookie).toMatch(/^shiftworks-console-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect((await ask(origin, { headers })).status).toBe(200)
    const again = await ask(address)
    expect([again.status, again.body]).toEqual([403, expect.stringContaining('was used already')])
  })

  it.each([
    ['no token', ''],
    ['a wrong token', '?token=wrong'],
    ['a token of the right length', `?token=${'A'.repeat(43)}`],
    ['a token of as many letters, but more bytes', `?token=${'é'.repeat(43)}`],
  ])('is nobody with %s, and the right one still works after', async (_name, query) => {
    const { address, origin } = await aConsole()
    const refused = await ask(`${origin}/${query}`)
    expect(refused.status).toBe(403)
    expect(refused.body).not.toContain('sample')
    expect((await ask(address)).status).toBe(303)
  })

  it('is not who only looks at the address with HEAD, as programs that preview links do', async () => {
    const { address } = await aConsole()
    expect((await ask(address, { method: 'HEAD' })).status).toBe(403)
    expect((await ask(address)).status).toBe(303)
  })

  it('is nobody with the cookie of another console', async () => {
    const [mine, other] = [await anOpenConsole(), await anOpenConsole()]
    const cookie = mine.cookie.replace(/-\d+=/, `-${new URL(other.origin).port}=`)
    expect((await ask(other.origin, { headers: { cookie } })).status).toBe(403)
  })

  it.each(['evil.example', 'evil.example:80', 'localhost:1'])(
    'is no page of a name that was made to point here: %s',
    async name => {
      const { origin, cookie } = await anOpenConsole()
      expect((await ask(origin, { headers: { cookie, host: name } })).status).toBe(403)
    },
  )

  it('is not reached from outside this machine', async () => {
    const { address } = await aConsole()
    expect(new URL(address).hostname).toBe('127.0.0.1')
  })
})

describe('a page of the console', () => {
  it.each([
    ['letters that are not UTF-8', 'reason=Ren%E9', 400],
    ['a percent sign alone', 'reason=100%', 400],
    ['more than any form holds', `reason=${'x'.repeat(70_000)}`, 413],
  ])('refuses a form with %s, and does nothing', async (_what, body, status) => {
    const { origin, cookie } = await anOpenConsole()
    const refused = await ask(`${origin}/replay`, { method: 'POST', headers: { cookie, origin }, body })
    expect(refused.status).toBe(status)
    expect(refused.body).toContain('Nothing was done.')
  })

  it('takes nothing but forms', async () => {
    const { origin, cookie } = await anOpenConsole()
    const headers = { cookie, origin, 'content-type': 'application/json' }
    const refused = await ask(`${origin}/replay`, { method: 'POST', headers, body: '{}' })
    expect([refused.status, refused.body]).toEqual([415, expect.stringContaining('Nothing was done.')])
  })

  it('takes two slashes for no other host', async () => {
    const { origin, cookie } = await anOpenConsole()
    expect((await ask(`${origin}//`, { headers: { cookie } })).status).toBe(200)
  })

  it('lets nothing foreign in, is never kept, and says so on every answer', async () => {
    const { origin, cookie, address } = await anOpenConsole()
    for (const got of [await ask(origin, { headers: { cookie } }), await ask(address)]) {
      const policy = String(got.headers['content-security-policy'])
      expect(policy).toMatch(/^default-src 'none'; /)
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(got.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
    }
  })

  it('changes nothing when it is read', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    const { learner } = await world.person('nurse@example.org')
    const before = stored(world)
    for (const path of [...addressesFor(learner.id), '/nowhere', '/work/x/stop'])
      for (const method of ['GET', 'HEAD']) {
        const { status } = await ask(`${origin}${path}`, { method, headers: { cookie } })
        if (path in routes.get) expect(status).toBe(200)
      }
    expect(stored(world)).toBe(before)
  })

  it.each([
    ['another website', (own: string) => own.replace('127.0.0.1', 'evil.example')],
    ['another port of this machine', (own: string) => own.replace(/\d+$/, '1')],
    ['a browser that hides where it comes from', () => 'null'],
    ['a program that sends no origin', () => undefined],
  ])('takes no form of %s', async (_name, originOf) => {
    const { world, origin, cookie } = await anOpenConsole()
    const from = originOf(origin)
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const before = stored(world)
    const wish = { method: 'POST', body: 'why=a+test' }
    const foreign = await ask(`${origin}/hold/delivery`, {
      ...wish,
      headers: { ...headers, ...(from !== undefined && { origin: from }) },
    })
    expect([foreign.status, stored(world)]).toEqual([403, before])
    const own = await ask(`${origin}/hold/delivery`, { ...wish, headers: { ...headers, origin } })
    expect([own.status, await isDeliveryPaused(world)]).toEqual([303, true])
  })

  it('changes nothing without a reason', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    const { learner } = await world.person('nurse@example.org')
    const before = stored(world)
    for (const path of ['/hold/delivery', `/learner/${learner.id}/erase`]) {
      const asked = await ask(`${origin}${path}`, {
        method: 'POST',
        headers: { cookie, origin },
        body: 'why=+',
      })
      expect([asked.status, asked.body]).toEqual([400, expect.stringContaining('Say why')])
    }
    expect(stored(world)).toBe(before)
  })

  it('emails somebody a module again that they choose from those that they were sent', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    const { learner } = await world.person('nurse@example.org')
    const path = `${origin}/learner/${learner.id}/resend`
    const headers = { cookie, origin }
    const form = await ask(path, { headers })
    expect(form.body).toMatch(
      /<select[^>]*name="resend"[\s\S]*<option value="sample\/one" selected>Module one</,
    )
    const none = await ask(path, { method: 'POST', headers, body: 'why=a+test&resend=' })
    const pressed = await ask(path, { method: 'POST', headers, body: 'why=a+test&resend=sample%2Fone' })
    const outcomes = await Promise.all(
      [none, pressed].map(async one => (await ask(`${origin}${one.headers['location']}`, { headers })).body),
    )
    expect(outcomes).toEqual([
      expect.stringContaining('Say which module.'),
      expect.stringContaining('“one” is due to go out to them once more.'),
    ])
    world.clock.setTo(world.clock.now() + 60_000)
    await world.tick()
    expect(world.inbox('nurse@example.org').map(({ kind }) => kind)).toEqual([
      'confirm',
      'module_one',
      'module_one',
    ])
  })

  it.each([
    ['/dead-letters/nowhere/redrive', '', 'There is no &quot;nowhere&quot; here. There are: sign-up, '],
    [
      '/dead-letters/start-journey/redrive',
      'rate=fast',
      '&quot;fast&quot; letters a second cannot be. A whole number',
    ],
  ])('has a plain word for what cannot be: %s %s', async (path, form, said) => {
    const { world, origin, cookie } = await anOpenConsole()
    const before = stored(world)
    const headers = { cookie, origin }
    const refused = await ask(`${origin}${path}`, { method: 'POST', headers, body: `why=a+test&${form}` })
    expect([refused.status, refused.body]).toEqual([400, expect.stringContaining(said)])
    expect(stored(world)).toBe(before)
  })

  it('escapes whatever people typed', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    await world.learner('other@example.org', { firstName: '<img src=x onerror=alert(1)>' })
    const { learner } = await world.person('other@example.org')
    const { body } = await ask(`${origin}/learner/${learner.id}`, { headers: { cookie } })
    expect(body).toContain('&lt;img src=x')
    expect(body).not.toContain('<img src=x')
  })

  it('names a version that broke off while it was published, and has a plain word for who opens it', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    await world.table.write({ update: { pk: 'journeys', sk: 'sample' }, set: { latest: 2 } })
    const headers = { cookie }
    const whole = await ask(`${origin}/journeys/sample/1`, { headers })
    expect([whole.status, whole.body]).toEqual([
      200,
      expect.stringContaining('<li>Version 2, broke off while it was published</li>'),
    ])
    for (const page of ['', '/module.one', '/module.one/alone']) {
      const half = await ask(`${origin}/journeys/sample/2${page}`, { headers })
      expect([half.status, half.body]).toEqual([
        400,
        expect.stringContaining('Version 2 of sample broke off'),
      ])
    }
  })

  it('says in one line what cannot be done', async () => {
    const { origin, cookie } = await anOpenConsole()
    const headers = { cookie, origin }
    const nobody = await ask(`${origin}/learner/${'z'.repeat(24)}`, { headers })
    expect([nobody.status, nobody.body]).toEqual([
      400,
      expect.stringContaining('There is no learner with the id'),
    ])
    const body = 'rate=50&from=2030-01-01T00:00'
    const future = await ask(`${origin}/replay`, { method: 'POST', headers, body })
    expect([future.status, future.body]).toEqual([400, expect.stringContaining('is in the future')])
  })
})

describe('the page of what is held back', () => {
  it('says so when nothing is, and what can be held back', async () => {
    const { origin, cookie } = await anOpenConsole()
    const { status, body } = await ask(`${origin}/holds`, { headers: { cookie } })
    expect([status, body]).toEqual([200, expect.stringContaining('Nothing is held back.')])
    for (const path of ['/hold/delivery', '/hold/planning', '/hold/journey/sample'])
      expect(body).toContain(`href="${path}"`)
  })

  it('lists every hold alike, each with what ends it', async () => {
    const { world, origin, cookie } = await anOpenConsole()
    const since = world.clock.now()
    await pause(world, { journey: 'sample' })
    const scope = { is: 'module', journeyId: 'sample', moduleId: 'two' } as const
    await world.deps.holds.place({ by: 'operator', scope, who: operatorArn, why: 'wrong links', since })
    const canary = { version: 2, emails: 50, left: 20, since }
    await world.deps.holds.place({ by: 'canary', scope: { is: 'journey', journeyId: 'sample' }, ...canary })
    await world.deps.holds.countFailures('sample', 1, 3, since)
    await world.deps.holds.stopSending('suspended', since)
    const { body } = await ask(`${origin}/holds`, { headers: { cookie } })
    const rows = body.split('<tr>').slice(2)
    expect(rows.map(row => /scope="row"[^>]*>([^<]+)</.exec(row)?.[1])).toEqual([
      'delivery',
      'version 1 of sample',
      'journey sample',
      'journey sample',
      'module two of sample',
    ])
    const [stop, breaker, ofCanary, held, module] = rows
    expect(stop).toMatch(
      /AWS has suspended sending.*one email every 5 minutes tests it.*"\/release\/delivery"/s,
    )
    expect(breaker).toMatch(/SES could not deliver it.*every 15 minutes.*"\/release\/version\/sample"/s)
    expect(ofCanary).toMatch(
      /canary of sample version 2.*20 of 50 emails left.*"\/release\/version\/sample".*"\/release\/version\/sample\/back"/s,
    )
    expect(held).toMatch(/held back \(a test\).*"\/release\/journey\/sample"/s)
    expect(module).toMatch(/held back by sam \(wrong links\).*"\/release\/module\/sample\/two"/s)
    expect(body).not.toContain('href="/hold/journey/sample"')
  })
})
