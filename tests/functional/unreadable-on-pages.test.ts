import { beforeEach, expect, it } from 'vitest'
import { barredStore } from '../../shared/store/barred.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { enMyData } from '../../shared/texts/en-my-data.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { enRounds } from '../../shared/texts/en-rounds.ts'
import { aSite } from '../support/a-site.ts'
import { CircleLife, group, six } from '../support/circle-life.ts'
import { turnCircles } from '../support/circles.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const [ann, ben] = six.map(({ email }) => email) as [string, string]

let life: CircleLife
beforeEach(async () => {
  life = await new CircleLife().begins()
  await life.pass(1)
})

const send = () => browsing(website(life.world))

/** Makes rows unreadable whose key begins like this. */
async function spoil(begins: string, set: Record<string, unknown>, sk?: string): Promise<void> {
  const rows = [...life.world.table.rows.values()].filter(
    row => row.pk.startsWith(begins) && (sk === undefined || row.sk === sk),
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) await life.world.table.write({ update: { pk: row.pk, sk: row.sk }, set })
}
const unknownPart = { parts: ['teatime'] }

/** What operators are told of rows, by their keys. */
const told = () =>
  life.world.log.flatMap(({ message, about }) =>
    message === 'A row cannot be read, and is left out' ? [JSON.stringify(about)] : [],
  )

async function privateToken(email: string): Promise<string> {
  const { learner } = await life.world.person(email)
  const expiresAt = life.world.clock.now() + 60_000
  const link = { purpose: 'private', learnerId: learner.id, epoch: learner.epoch, expiresAt } as const
  return life.world.deps.links.token(link)
}

async function takes(email: string, action: 'download' | 'download-to-read'): Promise<string> {
  const t = await privateToken(email)
  const { status, body } = await send()(formPost('/my-journey', { t, action }))
  expect(status).toBe(200)
  return body
}

it('who takes their data away gets what can be read, and is told how much cannot', async () => {
  await spoil('round#sample.2026-11-29', unknownPart, life.id(ann))
  await spoil(`proposal#${group}`, { invited: 'spoilt' })
  expect(JSON.parse(await takes(ann, 'download'))).toMatchObject({ notRead: 2, email: ann })
  expect(told()).toEqual([
    expect.stringContaining(`${life.id(ann)} cannot be read`),
    expect.stringContaining(`proposal#${group} state cannot be read`),
  ])
  expect(await takes(ann, 'download-to-read')).toContain(enMyData.notRead(2, aSite.operator.contact))
  await spoil(`proposal#${group}`, { invited: [] })
  expect(JSON.parse(await takes(ben, 'download'))).not.toHaveProperty('notRead')
})

it('whoever is in a group reads the name of no field of ours in it', async () => {
  const page = await takes(ann, 'download-to-read')
  const names = [...page.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, name = '']) => name)
  expect(names).toContain(enMyData.fields.round)
  expect(names.filter(name => /^[a-z]/.test(name))).toEqual([])
})

it('who has lost something by a row that cannot be read still gets their data, and sees their journey and their texts', async () => {
  await barredStore(life.world.table).bar([life.id(ann)], 'reporting', life.world.clock.now())
  await spoil(`barred#${life.id(ann)}`, { at: 'spoilt' })
  expect(JSON.parse(await takes(ann, 'download'))).toMatchObject({ notRead: 1, email: ann })
  const mailed = mailedLink(life.world, ann, 'preferencesUrl')
  const { status, body } = await send()({ url: mailed })
  expect([status, body]).toEqual([200, expect.stringContaining(enMyJourney.groups.unread.text)])
  expect((await send()({ url: `/reflections?t=${await privateToken(ann)}` })).status).toBe(200)
  expect(told().at(-1)).toContain(`barred#${life.id(ann)} reporting cannot be read`)
})

it('who joined a round by words that cannot be read is told so, and joins again or takes it back', async () => {
  await turnCircles(life.world, true)
  for (const module of ['two', 'three']) await life.world.done(ann, module)
  const url = '/rounds/sample'
  const t = tokenOf(mailedLink(life.world, ann, 'preferencesUrl'))
  const press = async (fields: Record<string, string>) => (await send()(formPost(url, { t, ...fields }))).body
  const join = { action: 'join', name: 'Ann', work: 'studying', adult: 'yes' }
  const page = async () => send()({ url: `${url}?t=${t}` })
  const open = 'round#sample.2026-12-06'
  const joined = enRounds.saved['round-joined']

  expect(await press(join)).toContain(joined)
  await spoil(open, unknownPart)
  const spoilt = await page()
  expect(spoilt.status).toBe(200)
  for (const words of [enRounds.amiss.unread, enRounds.leave, enRounds.button])
    expect(spoilt.body).toContain(words)
  expect(told().at(-1)).toContain(open)

  await press(join)
  await spoil(open, { card: { name: 'Ann 4', sector: 'student', work: 'studying' } })
  const named = (await page()).body
  for (const words of [enRounds.amiss.name, enRounds.leave, enRounds.button]) expect(named).toContain(words)
  expect(named).not.toContain('Ann 4')

  const again = await press(join)
  expect(again).toContain(joined)
  expect(again).not.toContain(enRounds.amiss.unread)
  await spoil(open, { isFirstInLine: 'spoilt' })
  expect(await page()).toMatchObject({ body: expect.stringContaining(enRounds.amiss.unread) })
  expect(await press(join)).toContain(joined)
  await spoil(open, unknownPart)
  expect(await press({ action: 'leave' })).toContain(enRounds.saved['round-left'])
  expect((await page()).body).not.toContain(enRounds.amiss.unread)
})

it('who may have been removed joins nothing while that cannot be read, is told so, and takes joining back all the same', async () => {
  await turnCircles(life.world, true)
  for (const module of ['two', 'three']) await life.world.done(ann, module)
  const url = '/rounds/sample'
  const t = tokenOf(mailedLink(life.world, ann, 'preferencesUrl'))
  const press = (fields: Record<string, string>) => send()(formPost(url, { t, ...fields }))
  const join = { action: 'join', name: 'Ann', work: 'studying', adult: 'yes' }
  const entries = () =>
    [...life.world.table.rows.values()].filter(({ pk }) => pk.startsWith('round#sample.2026-12-06'))
  const { title, paragraphs } = enRounds.untold(aSite.operator.contact)

  expect((await press(join)).status).toBe(200)
  await barredStore(life.world.table).bar([life.id(ann)], 'circles', life.world.clock.now())
  await spoil(`barred#${life.id(ann)}`, { at: 'spoilt' })
  const seen = await send()({ url: `${url}?t=${t}` })
  expect(seen.status).toBe(503)
  for (const words of [title, ...paragraphs]) expect(seen.body).toContain(words)
  expect(seen.body).not.toContain(enRounds.removed('', '').title)
  const asJson = await send()({ url: `${url}?t=${t}`, headers: { accept: 'application/json' } })
  expect(JSON.parse(asJson.body)).toMatchObject({ status: 503, title })
  expect(told().at(-1)).toContain(`barred#${life.id(ann)} circles cannot be read`)

  const left = await press({ action: 'leave' })
  expect([left.status, left.body]).toEqual([503, expect.stringContaining(enRounds.saved['round-left'])])
  expect(entries()).toEqual([])
  const joining = await press(join)
  expect([joining.status, joining.body]).toEqual([503, expect.stringContaining(title)])
  expect(joining.body).not.toContain(enRounds.saved['round-joined'])
  expect(entries()).toEqual([])
})

it('the page of a group that cannot be read says so, changes nothing, and whom to write to', async () => {
  const link = mailedLink(life.world, ann, 'circleUrl')
  await spoil(`proposal#${group}`, { invited: 'spoilt' })
  const { title } = enGroups.unreadable('')
  const seen = await send()({ url: link })
  expect([seen.status, seen.body]).toEqual([200, expect.stringContaining(title)])
  expect(seen.body).toContain(aSite.operator.contact)
  const pressed = await send()(formPost('/circles', { t: tokenOf(link), action: 'yes' }))
  expect([pressed.status, pressed.body]).toEqual([200, expect.stringContaining(title)])
  expect(told().length).toBeGreaterThan(0)
})

it('the page of a circle shows all who can be read, and that somebody may be missing', async () => {
  for (const { email } of six) await life.says(email, 'Agree')
  await life.pass(2)
  const link = mailedLink(life.world, ann, 'circleUrl')
  expect((await send()({ url: link })).body).not.toContain(enGroups.circle.partUnread)
  await spoil('round#sample.2026-11-29', unknownPart, life.id(ben))
  const { status, body } = await send()({ url: link })
  expect(status).toBe(200)
  for (const words of [enGroups.circle.partUnread, 'Cat', 'Dan']) expect(body).toContain(words)
  expect(body).not.toContain('Ben')
  expect(told().at(-1)).toContain(life.id(ben))
})
