import reader from 'jsqr'
import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { maxPresses } from '../../shared/domain/sending-policy.ts'
import { invitationKey } from '../../shared/store/keys.ts'
import { en } from '../../shared/texts/en.ts'
import { enInvitation } from '../../shared/texts/en-invitation.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from '../support/a-site.ts'
import { formPost } from '../support/http-event.ts'
import { comesBy, pathOf, rowOf } from '../support/inviting.ts'
import { browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const olu = 'olu@example.org'
const question = {
  text: 'What helps you most?',
  options: ['A break', 'A word', 'A <colleague>'],
  guess: 0,
  version: '1',
}

let world: World
let send: ReturnType<typeof website>
let browse: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish(
    sampleJourney('sample', [sampleModule('one', { question, after: { days: 0 } }), sampleModule('two')]),
  )
  send = website(world)
  browse = browsing(send)
  await world.learner(olu)
})

const token = () => tokenOf(mailedLink(world, olu, 'preferencesUrl'))
const show = async () => (await send({ url: `/bring-a-colleague?t=${token()}` })).body
const press = (action: string) => browse(formPost('/bring-a-colleague', { t: token(), action }))
const linkOf = () => pathOf(world, olu)

/** What a reader of QR codes other than the one that wrote it sees on a page. */
async function scanned(body: string): Promise<string | undefined> {
  const [svg = ''] = body.match(/<svg class="app-qr[\s\S]*?<\/svg>/) ?? []
  const drawn = svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" ')
  const { data, info } = await sharp(Buffer.from(drawn))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return reader.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

describe('who would like to bring a colleague', () => {
  it('finds the way on My journey, and makes the link by a press alone', async () => {
    const { body } = await send({ url: `/my-journey?t=${token()}` })
    expect(body).toContain(`href="/bring-a-colleague?t=${encodeURIComponent(token())}"`)
    const before = stored(world)
    expect(await show()).toContain(enInvitation.make)
    await send({ method: 'HEAD', url: `/bring-a-colleague?t=${token()}` })
    expect(stored(world)).toBe(before)
    const made = await press('make')
    expect(made.body).toContain(enInvitation.saved['invitation-made'])
    expect(made.body).toContain(aSite.publicUrl + (await linkOf()))
    expect(made.body).toContain('23 November 2027')
  })

  it('finds words to pass on, with the link and nothing else in them, as an email and to copy', async () => {
    await press('make')
    const body = await show()
    const url = aSite.publicUrl + (await linkOf())
    const [, mail = ''] = body.match(/href="(mailto:[^"]+)"/) ?? []
    const [to, query = ''] = mail.replaceAll('&amp;', '&').split('?')
    const fields = new URLSearchParams(query)
    expect(to).toBe('mailto:')
    expect(fields.get('subject')).toBe(enInvitation.passOn.subject)
    expect(fields.get('body')).toBe(enInvitation.passOn.words(url).replaceAll('\n', '\r\n'))
    expect(body).toMatch(/<textarea[^>]* readonly/)
    expect(body.match(/<textarea[^>]*>\n([^<]*)/)?.[1]?.replaceAll('&#39;', '’')).toContain(url)
    expect(enInvitation.passOn.words(url).match(/https?:\S+/g)).toEqual([url])
  })

  it('replaces the link by a new one, and stops it', async () => {
    await press('make')
    const first = await linkOf()
    await press('make')
    const second = await linkOf()
    expect(second).not.toBe(first)
    expect(await rowOf(world, first)).toBeUndefined()
    const stopped = await press('stop')
    expect(stopped.body).toContain(enInvitation.saved['invitation-stopped'])
    expect(stopped.body).toContain(enInvitation.make)
    expect(await rowOf(world, second)).toBeUndefined()
    expect((await world.person(olu)).details.ownInvitation).toBeUndefined()
    const before = stored(world)
    await press('stop')
    expect(stored(world)).toBe(before)
  })

  it('is told how many came from ten on, in tens, and nothing below', async () => {
    await press('make')
    const path = await linkOf()
    const says = /At least ([\d,]+) people/
    const count = async (people: number) => {
      const row = await rowOf(world, path)
      if (row) await world.table.load([{ ...row, people }])
      return (await show()).match(says)?.[1]
    }
    expect(await show()).not.toMatch(/\bpeople have come\b/)
    const told = []
    for (const people of [1, 9, 10, 11, 19, 20, 1234]) told.push(await count(people))
    expect(told).toEqual([undefined, undefined, '10', '10', '10', '20', '1,230'])
  })

  it('sees a page that is the same byte for byte, whether nobody came or nine did', async () => {
    await press('make')
    const path = await linkOf()
    const before = await show()
    for (let n = 0; n < 3; n += 1) await comesBy(world, send, path, `came${n}@example.org`)
    expect((await rowOf(world, path))?.['people']).toBe(3)
    expect(await show()).toBe(before)
  })

  it('has it in what they download, and nothing of who came', async () => {
    await press('make')
    await comesBy(world, send, await linkOf(), 'sam@example.org')
    await world.execute(olu, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const t = tokenOf(mailedLink(world, olu, 'privateUrl'))
    const { learner, details } = await world.person(olu)
    const file = (await send(formPost('/my-journey', { t, action: 'download' }))).body
    expect(JSON.parse(file)).toMatchObject({ ownInvitation: { id: details.ownInvitation?.id } })
    expect(JSON.parse(file).history.map(({ what }: { what: string }) => what)).toContain('InvitationMade')
    const other = await world.person('sam@example.org')
    expect(file).not.toContain(other.learner.id)
    const page = (await send(formPost('/my-journey', { t, action: 'download-to-read' }))).body
    expect(page).toContain('Your link to bring colleagues')
    await erase(world.deps, world.addresses, learner.id)
    expect(await world.table.get(invitationKey(details.ownInvitation?.id ?? ''))).toBeUndefined()
  })
})

describe('a sheet to print', () => {
  const sheet = async (which: string, query = '') =>
    (await send({ url: `${await linkOf()}/${which}${query}` })).body

  beforeEach(async () => {
    await press('make')
  })

  it.each(['poster', 'card'])(
    'of the kind %s has the link as a code that another program reads, and in words',
    async which => {
      const url = aSite.publicUrl + (await linkOf())
      const body = await sheet(which)
      expect(await scanned(body)).toBe(url)
      expect(body.replaceAll(/<[^>]*>/g, '')).toContain(url.replace('https://', ''))
      expect(body).toContain(`aria-label="${enInvitation.sheet.code(url)}"`)
    },
  )

  it('has an address that may stand below it on paper: no token of anybody is in it', async () => {
    const body = await show()
    const urls = [...body.matchAll(/href="(\/invited\/[^"]+)"/g)].map(([, url]) =>
      String(url).replaceAll('&amp;', '&'),
    )
    expect(urls).toEqual([`${await linkOf()}/poster`, `${await linkOf()}/card?journey=sample&module=one`])
    for (const url of urls) expect((await send({ url })).body).not.toContain(token())
  })

  it('is a card with the question of the module at hand, or with one for everybody', async () => {
    const own = await sheet('card', '?journey=sample&module=one')
    expect(own).toContain(question.text)
    expect(own).toContain('A &lt;colleague&gt;')
    for (const query of [
      '',
      '?journey=sample&module=two',
      '?journey=nowhere&module=one',
      '?module=__proto__',
    ])
      expect(await sheet('card', query)).toContain(enInvitation.card.withoutQuestion)
    await world.done(olu, 'one')
    await world.pass(4)
    expect(await show()).toContain(enInvitation.print.plainCard)
  })

  it('is none of a link that is stopped, nor of another kind', async () => {
    const path = await linkOf()
    expect((await send({ url: `${path}/nonsense` })).status).toBe(404)
    await press('stop')
    for (const which of ['poster', 'card']) {
      const { body, status } = await send({ url: `${path}/${which}` })
      expect([status, body]).toEqual([200, (await send({ url: path })).body])
      expect(body).not.toContain('app-qr')
    }
  })
})

describe('what others may try with it', () => {
  it('is nothing from another website, which has no link of any email', async () => {
    const before = stored(world)
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    for (const t of ['', 'a.token', 'olu@example.org'])
      for (const action of ['make', 'stop'])
        expect((await send(formPost('/bring-a-colleague', { t, action }, headers))).status).toBe(404)
    expect(stored(world)).toBe(before)
  })

  it('is answered kindly when it is no button of ours', async () => {
    for (const action of ['', 'erase', 'make\u0000', '__proto__'])
      expect((await press(action)).status).toBe(400)
  })

  it('is made so often in a day as any other change, by whoever has the link of an email', async () => {
    for (let n = 0; n < maxPresses; n += 1) await press('make')
    const last = await linkOf()
    const answer = await press('make')
    expect(answer.body).toContain(en.pages.troubles['pressed-often'].title)
    expect(await linkOf()).toBe(last)
  })

  it('has no page for who has left', async () => {
    const t = token()
    await world.execute(olu, { type: 'Leave', via: 'page' })
    const { body } = await send({ url: `/bring-a-colleague?t=${t}` })
    expect(body).not.toContain(enInvitation.make)
    await send(formPost('/bring-a-colleague', { t, action: 'make' }))
    expect((await world.person(olu)).details.ownInvitation).toBeUndefined()
  })
})
