import { beforeEach, expect, it } from 'vitest'
import { barredStore } from '../../shared/store/barred.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { CircleLife, group, six } from '../support/circle-life.ts'
import { mailedLink, website } from '../support/website.ts'

const [ann, ben] = six.map(({ email }) => email) as [string, string]
const { asked, introduced, unread, where } = enMyJourney.groups

let life: CircleLife
beforeEach(async () => {
  life = await new CircleLife().begins()
})

const open = async (url: string) => (await website(life.world)({ url })).body
/** By the link that every email has, or by the private one, which is mailed to them alone. */
const byEmail = () => open(mailedLink(life.world, ann, 'preferencesUrl'))
async function privately(): Promise<string> {
  const { learner } = await life.world.person(ann)
  const expiresAt = life.world.clock.now() + 60_000
  const link = { purpose: 'private', learnerId: learner.id, epoch: learner.epoch, expiresAt } as const
  return open(`/my-journey?t=${life.world.deps.links.token(link)}`)
}
const linkIn = (page: string) => /href="(\/circles\?t=[^"]+)"/.exec(page)?.[1]

async function meets(): Promise<void> {
  await life.pass(1)
  for (const { email } of six) await life.says(email, 'Agree')
  await life.pass(2)
}

const says = (page: string) =>
  [asked, introduced, unread].flatMap(({ heading }) => (page.includes(`>${heading}</h3>`) ? [heading] : []))

it('says that they are asked about a group once the letter has gone out, until when, and nothing of the others or of what they said', async () => {
  await life.advance()
  expect(says(await byEmail())).toEqual([])
  await life.pass(1)
  const page = await byEmail()
  expect(says(page)).toEqual([asked.heading])
  expect(page).toContain(asked.text('Friday 4 December'))
  await life.says(ben, 'Decline')
  expect(await byEmail()).toBe(page)
  await life.says(ann, 'Agree')
  expect(await byEmail()).toBe(page)
  for (const { name } of six) expect(page).not.toContain(name)
})

it('names no day to answer by that is past, while the group waits for the answers of others', async () => {
  const preferences = { pace: 'as-written' as const, days: ['thursday' as const] }
  await life.world.execute(ben, { type: 'ChangePreferences', preferences })
  await life.pass(1)
  expect(await byEmail()).toContain(asked.text('Friday 4 December'))
  await life.pass(6)
  expect((await life.proposal())?.closedAt).toBeUndefined()
  const page = await byEmail()
  expect(says(page)).toEqual([asked.heading])
  const groupsOwn = await open(mailedLink(life.world, ann, 'circleUrl'))
  expect(page).toContain(asked.text())
  for (const shown of [page, groupsOwn]) expect(shown).not.toContain('4 December')
})

it('leads to the page of the group by a private link alone, since others of it are named there', async () => {
  await life.pass(1)
  for (const happens of [async () => {}, meets]) {
    await happens()
    const mailed = await byEmail()
    expect(mailed).toContain(where)
    expect(linkIn(mailed)).toBeUndefined()
    expect(await privately()).not.toContain(where)
  }
  const circle = await open(linkIn(await privately()) ?? expect.fail('Nothing leads to the circle.'))
  for (const words of [enGroups.circle.title, 'Ben']) expect(circle).toContain(words)
})

it('says that they are in a circle, until when, and no name', async () => {
  await meets()
  const page = await byEmail()
  expect(says(page)).toEqual([introduced.heading])
  expect(page).toContain(introduced.text('Monday 11 January'))
  for (const { name } of six) expect(page).not.toContain(name)
  await life.inCircle({ type: 'Report', learnerId: life.id(ben), at: life.world.clock.now() })
  expect(await byEmail()).toBe(page)
})

it('names no last day of a circle that is past, while a report holds it open', async () => {
  await meets()
  await life.inCircle({ type: 'Report', learnerId: life.id(ben), at: life.world.clock.now() })
  await life.pass(50)
  const page = await byEmail()
  expect(says(page)).toEqual([introduced.heading])
  expect(page).toContain(introduced.text())
  expect(page).not.toContain('11 January')
})

const ends: Record<string, () => Promise<unknown>> = {
  'have left the circle': () =>
    life.inCircle({ type: 'Go', learnerId: life.id(ann), at: life.world.clock.now() }),
  'paused the journey': () => life.world.execute(ann, { type: 'PauseJourney', journeyId: 'sample' }),
  'were removed a moment ago': () =>
    barredStore(life.world.table).bar([life.id(ann)], 'circles', life.world.clock.now()),
  'are in one that an operator has ended': () => life.inCircle({ type: 'End', at: life.world.clock.now() }),
  'are in one whose six weeks are over': () => life.pass(42),
}
it.each(Object.keys(ends))('says nothing to who %s', async how => {
  await meets()
  expect(says(await byEmail())).toEqual([introduced.heading])
  await ends[how]?.()
  expect(says(await byEmail())).toEqual([])
})

it('says that what is stored of a group cannot be read, and that we know of it', async () => {
  await life.pass(1)
  await life.world.table.write({
    update: { pk: `proposal#${group}`, sk: 'state' },
    set: { invited: 'spoilt' },
  })
  const page = await byEmail()
  expect(says(page)).toEqual([unread.heading])
  expect(page).toContain(unread.text)
  expect(JSON.stringify(life.world.log)).toContain(`proposal#${group} state cannot be read`)
})
