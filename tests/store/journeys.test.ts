import { beforeEach, expect, it } from 'vitest'
import { type JourneyStore, journeyStore } from '../../shared/store/journeys.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { onTables } from '../support/on-tables.ts'

const at = Date.parse('2026-11-23T09:00:00Z')
const version = (number: number) => sampleJourney('sample', undefined, number)

onTables('published journeys', table => {
  let journeys: JourneyStore
  beforeEach(() => {
    journeys = journeyStore(table())
  })

  it('are read as they were published', async () => {
    const { journey, sender, emails, pages } = version(1)
    expect(await journeys.publish(version(1), at)).toBe('published')
    expect(await journeys.catalogue()).toEqual([
      { id: 'sample', latest: 1, current: { version: 1, publishedAt: at }, unused: [] },
    ])
    expect(await journeys.head('sample', 1)).toEqual({ journey, sender })
    for (const email of emails) expect(await journeys.email('sample', 1, email.key)).toEqual(email)
    for (const page of pages) expect(await journeys.page('sample', 1, page.id)).toEqual(page)
    expect(await journeys.page('sample', 1, 'gone')).toBeUndefined()
  })

  it('are not what is published anew, where a kind of email has come since', async () => {
    const whole = version(1)
    await journeys.publish({ ...whole, emails: whole.emails.slice(1) }, at)
    expect(await journeys.isStoredAs(1, { ...whole, emails: whole.emails.slice(1) })).toBe(true)
    expect(await journeys.isStoredAs(1, whole)).toBe(false)
  })

  it('keep every version, and one is current', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at + 1)
    expect(await journeys.current('sample', at)).toMatchObject({ version: 2, latest: 2 })
    expect(await journeys.makeCurrent('sample', 1, at)).toBe('current')
    expect(await journeys.current('sample', at)).toMatchObject({ version: 1, latest: 2 })
    expect((await journeys.head('sample', 2)).journey.version).toBe(2)
    expect(await journeys.nextVersion('sample')).toBe(3)
    expect(await journeys.makeCurrent('sample', 3, at)).toBe('no-such-version')
  })

  it('are never written twice: of two who publish one version, one is told so', async () => {
    const answers = await Promise.all([journeys.publish(version(1), at), journeys.publish(version(1), at)])
    expect(answers.sort()).toEqual(['conflict', 'published'])
    expect(await journeys.publish(version(1), at)).toBe('conflict')
    expect(await journeys.publish(version(3), at)).toBe('conflict')
  })

  it('whose publication broke off change nothing, and the next one goes on', async () => {
    await journeys.publish(version(1), at)
    let writes = 0
    const breaking = journeyStore({
      get: key => table().get(key),
      query: (pk, begins) => table().query(pk, begins),
      write: async write => {
        writes += 1
        if (writes > 4) throw new Error('The line went dead.')
        return table().write(write)
      },
    })
    await expect(breaking.publish(version(2), at)).rejects.toThrow('dead')
    expect(await journeys.current('sample', at)).toMatchObject({ version: 1 })
    expect(await journeys.nextVersion('sample')).toBe(3)
    await expect(journeys.email('sample', 2, 'confirm-address')).rejects.toThrow('publish it again')
    expect(await journeys.makeCurrent('sample', 2, at)).toBe('no-such-version')
    expect(await journeys.publish(version(3), at)).toBe('published')
  })

  const monday = Date.parse('2026-11-30T08:00:00Z')
  const currentAt = async (now: number) => (await journeys.current('sample', now))?.version

  it('whose publication takes so long that a newer one has come put none of it out of its place', async () => {
    await journeys.publish(version(1), at)
    const newer = async () => expect(await journeys.publish(version(3), at + 2)).toBe('published')
    const slow = journeyStore({
      get: key => table().get(key),
      query: (pk, begins) => table().query(pk, begins),
      write: async write => {
        if ('put' in write && write.put.sk === 'head') await newer()
        return table().write(write)
      },
    })
    expect(await slow.publish(version(2), at + 1)).toBe('conflict')
    expect(await journeys.current('sample', at + 3)).toMatchObject({ version: 3, latest: 3 })
  })

  it('wait for their time, and are current from that moment on by the clock of whoever asks', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at + 1, { from: monday, note: 'The winter edition' })
    expect([await currentAt(monday - 1), await currentAt(monday)]).toEqual([1, 2])
    expect(await journeys.current('sample', monday)).toMatchObject({ publishedAt: monday })
    expect(await journeys.versions('sample', at + 1)).toEqual([
      {
        version: 2,
        isCurrent: false,
        waits: true,
        whole: { modules: 3, publishedAt: at + 1, from: monday, note: 'The winter edition' },
      },
      { version: 1, isCurrent: true, whole: { modules: 3, publishedAt: at } },
    ])
  })

  it('that come first wait as well: until then nothing is current', async () => {
    await journeys.publish(version(1), at, { from: monday })
    expect([await currentAt(monday - 1), await currentAt(monday)]).toEqual([undefined, 1])
  })

  it('whose time has come stay current while another waits', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at, { from: monday })
    await journeys.publish(version(3), monday + 5, { from: monday + 100 })
    expect([await currentAt(monday + 99), await currentAt(monday + 100)]).toEqual([2, 3])
    expect((await journeys.catalogued('sample'))?.unused).toEqual([])
  })

  it.each<[string, () => Promise<unknown>, number]>([
    ['another that waits', () => journeys.publish(version(3), at + 2, { from: monday + 1 }), 3],
    ['another that is current at once', () => journeys.publish(version(3), at + 2), 3],
    ['going back', () => journeys.makeCurrent('sample', 1, at + 2), 1],
    ['taking them back', () => journeys.cancel('sample', 2, at + 2), 1],
  ])('that wait are left for good by %s, and are known to be nobody’s', async (_, leave, then) => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at + 1, { from: monday })
    await leave()
    expect(await currentAt(monday + 1)).toBe(then)
    const second = (await journeys.versions('sample', monday + 1)).find(one => one.version === 2)
    expect(second).toMatchObject({ isCurrent: false, unused: true })
  })

  it('that wait can be current before their time, and are somebody’s then', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at + 1, { from: monday })
    await journeys.makeCurrent('sample', 2, at + 2)
    expect(await journeys.catalogued('sample')).toEqual({
      id: 'sample',
      latest: 2,
      current: { version: 2, publishedAt: at },
      unused: [],
    })
  })

  it('are not taken back once their time has come, or by another’s number', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at, { from: monday })
    expect(await journeys.cancel('sample', 3, at)).toBe('not-waiting')
    expect(await journeys.cancel('sample', 2, monday)).toBe('not-waiting')
    expect(await currentAt(monday)).toBe(2)
    expect(await journeys.cancel('sample', 2, monday - 1)).toBe('cancelled')
  })

  it('are changed by several at once, one after the other', async () => {
    await journeys.publish(version(1), at)
    await journeys.publish(version(2), at, { from: monday })
    const all = [
      journeys.cancel('sample', 2, at),
      journeys.makeCurrent('sample', 1, at),
      journeys.publish(version(3), at, { from: monday + 1 }),
    ]
    await Promise.all(all)
    expect([await currentAt(monday), await currentAt(monday + 1)]).toContain(1)
    expect((await journeys.catalogued('sample'))?.unused).toContain(2)
  })

  it('are nobody’s before the first is whole', async () => {
    await table().write({ update: { pk: 'journeys', sk: 'sample' }, set: { latest: 1 } })
    expect(await journeys.current('sample', at)).toBeUndefined()
  })
})
