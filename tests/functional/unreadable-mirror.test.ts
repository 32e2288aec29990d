import { beforeEach, expect, it } from 'vitest'
import { closeWhenDue } from '../../shared/application/close-mirror.ts'
import { minute } from '../../shared/domain/duration.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { Asking } from '../support/asking.ts'
import { operatorContext } from '../support/operator-context.ts'
import { aQuestion } from '../support/small-journey.ts'
import { browsing, mailedLink, website } from '../support/website.ts'

const [sam, kim] = ['sam@example.org', 'kim@example.org']
let world: Asking

/** Two journeys of which answers are shown, and somebody in each. */
beforeEach(async () => {
  world = await Asking.begin()
  await world.publish(
    sampleJourney('other', [sampleModule('one', { after: { days: 0 }, question: aQuestion() })]),
  )
  await world.people('ambulance', 11, { answer: 0 })
  await world.learner(sam)
  await world.learner(kim, { journeyId: 'other' })
  await world.close()
  await world.passes(7)
})

const rows = (begins: string) => [...world.table.rows.values()].filter(({ pk }) => pk.startsWith(begins))
async function spoil(pk: string, set: Record<string, unknown>): Promise<void> {
  const found = rows(pk).filter(row => `${row.pk}${row.sk}`.includes('sample'))
  expect(found.length).toBeGreaterThan(0)
  for (const row of found) await world.table.write({ update: { pk: row.pk, sk: row.sk }, set })
  world.clock.setTo(world.clock.now() + 2 * minute)
}
const operate = (...args: string[]) => operatorContext(world).run(args)
const close = () => closeWhenDue({ ...world.closing, log: world.deps.log })
const shownAt = () => Object.fromEntries(rows('mirror#shown').map(row => [row.sk, row['snapshot']]))

const kinds = [
  ['mirror#shown', { snapshot: 'spoilt' }],
  ['mirror#retired', { packed: 'spoilt' }],
  ['mirror#closed#', { packed: 'spoilt' }],
  ['mirror#rounds#', { at: 'spoilt' }],
] as const

it('whoever reads a module, an email or what anybody may know goes on without answers that cannot be read', async () => {
  await spoil('mirror#shown', { snapshot: 'spoilt' })
  const send = browsing(website(world))
  const urls = [...[sam, kim].map(email => mailedLink(world, email, 'readUrl')), '/together']
  const pages = await Promise.all(urls.map(url => send({ url })))
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(JSON.stringify(world.log)).toContain('mirror#shown sample cannot be read')
  await world.says(sam, { answer: 0 })
  await world.pass(3)
  expect(world.inbox(sam).map(({ kind }) => kind)).toContain('module_two')
})

it.each(kinds)(
  'a journey whose %s cannot be read shows what it did, and every other is shown anew',
  async (pk, set) => {
    if (pk === 'mirror#rounds#')
      await world.table.write({ put: { pk: 'mirror#rounds#sample', sk: '2026-11-15' } })
    await spoil(pk, set)
    const [row] = rows(pk).filter(one => `${one.pk}${one.sk}`.includes('sample'))
    const about = `${row?.pk} ${row?.sk}`
    const first = shownAt()
    await expect(close()).rejects.toThrow(about)
    const second = shownAt()
    expect(second['sample']).toEqual(first['sample'])
    expect(second['other']).not.toEqual(first['other'])
    await world.passes(7)
    await expect(close()).rejects.toThrow(about)
    const third = shownAt()
    expect(third['sample']).toEqual(first['sample'])
    expect(third['other']).not.toEqual(second['other'])
    expect((await mirrorStore(world.table).pass()).under?.startedAt).toBe(world.clock.now())
    const told = { code: 1, stdout: expect.stringContaining(about) }
    expect(await operate('mirror', 'close', '--reason', 'a test', '--yes')).toMatchObject(told)
    const { findings } = (await operate('reconcile', '--json')).json() as { findings: object[] }
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'unreadable', about }))
  },
)

it('what cannot be read of the erased keeps nobody else from being counted', async () => {
  await world.execute(sam, { type: 'Erase' })
  await world.table.write({ update: { pk: 'mirror#erased', sk: 'sample#x' }, add: { 'no answer': 1 } })
  const before = shownAt()
  await close()
  expect(shownAt()['sample']).not.toEqual(before['sample'])
  expect(world.log.at(-1)).toMatchObject({ about: { rows: ['mirror#erased sample#x'] } })
  const { findings } = (await operate('reconcile', '--json')).json() as { findings: object[] }
  expect(findings).toContainEqual(
    expect.objectContaining({ kind: 'unreadable', about: 'mirror#erased sample#x' }),
  )
})
