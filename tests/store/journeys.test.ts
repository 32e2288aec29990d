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
    expect(await journeys.list()).toEqual([{ id: 'sample', version: 1, latest: 1, publishedAt: at }])
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
    expect(await journeys.current('sample')).toMatchObject({ version: 2, latest: 2 })
    expect(await journeys.makeCurrent('sample', 1)).toBe('current')
    expect(await journeys.current('sample')).toMatchObject({ version: 1, latest: 2 })
    expect((await journeys.head('sample', 2)).journey.version).toBe(2)
    expect(await journeys.nextVersion('sample')).toBe(3)
    expect(await journeys.makeCurrent('sample', 3)).toBe('no-such-version')
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
    expect(await journeys.current('sample')).toMatchObject({ version: 1 })
    expect(await journeys.nextVersion('sample')).toBe(3)
    await expect(journeys.email('sample', 2, 'confirm-address')).rejects.toThrow('publish it again')
    expect(await journeys.makeCurrent('sample', 2)).toBe('no-such-version')
    expect(await journeys.publish(version(3), at)).toBe('published')
  })

  it('are nobody’s before the first is whole', async () => {
    await table().write({ update: { pk: 'journeys', sk: 'sample' }, set: { latest: 1 } })
    expect(await journeys.list()).toEqual([])
    expect(await journeys.current('sample')).toBeUndefined()
  })
})
