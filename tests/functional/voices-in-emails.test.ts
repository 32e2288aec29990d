import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { deliverAllDue } from '../../shared/application/delivery/deliver.ts'
import { typedAsHtml, typedAsQuote } from '../../shared/application/delivery/typed-text.ts'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { withdrawExcerpt } from '../../shared/application/reflections/share.ts'
import { voicesFor } from '../../shared/application/reflections/shown-voices.ts'
import { longestOf } from '../../shared/contracts/published-journey.ts'
import { hour, minute, second } from '../../shared/domain/duration.ts'
import { voiceOf } from '../../shared/domain/reflections/reflection.ts'
import { maxVoices } from '../../shared/domain/reflections/shelf.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import type { Table } from '../../shared/store/table.ts'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { World } from '../../tools/simulation/world.ts'
import { aVoice, shelve } from '../support/a-shelf.ts'
import { formPost } from '../support/http-event.ts'
import { nastyAsKept } from '../support/unseen.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org']

let world: World
beforeEach(async () => {
  world = new World(monday)
  await world.publish()
})

const presses = (email: string, fields: Record<string, string> = {}) => {
  const link = mailedLink(world, email, 'readUrl')
  return website(world)(formPost(link.replace(/\?.*/, ''), { t: tokenOf(link), action: 'done', ...fields }))
}
const newest = (email: string, kind: string) => world.inbox(email).findLast(one => one.kind === kind)
const shelf = (count: number, sector: Sector = 'social-care') =>
  Array.from({ length: count }, (_, n) => aVoice(n, world.clock.now(), { sector }))
const heardIn = (text = ''): string[] => text.match(/Words of voice \d+\./g) ?? []

describe('the two voices on the page of a module that is done', () => {
  it('stand in the next module’s email too, as HTML and as text, with where they are from', async () => {
    await world.learner(sam, { sector: 'ambulance' })
    await shelve(world, 'one', shelf(30))
    const page = await presses(sam)
    await world.pass(3)
    expect(heardIn(page.body)).toHaveLength(2)
    for (const form of ['voicesHtml', 'voicesText']) {
      const value = newest(sam, 'module_two')?.data[form]
      expect(heardIn(value)).toEqual(heardIn(page.body))
      expect(value).toContain(enEmails.voices.heading('Module one'))
      expect(value?.match(/from a learner in social care/g)).toHaveLength(2)
    }
  })

  it('lead from the email to the page on which they can be thanked for or reported', async () => {
    await world.learner(sam, { sector: 'ambulance' })
    await shelve(world, 'one', shelf(30))
    await presses(sam)
    await world.pass(3)
    const text = newest(sam, 'module_two')?.data['voicesText'] ?? ''
    const [, link = ''] = /wrong with it:\n(\S+)#voices/.exec(text) ?? []
    const { pathname, search } = new URL(link)
    const { status, body } = await website(world)({ url: pathname + search })
    expect(status).toBe(200)
    expect(heardIn(body)).toEqual(heardIn(text))
    expect(body).toContain('value="report-identifies"')
  })

  it('are nobody’s own, and of other sectors while two others exist', async () => {
    const { learner } = await world.learner(sam, { sector: 'ambulance' })
    const now = world.clock.now()
    await shelve(world, 'one', [
      aVoice(1, now, { by: learner.id }),
      aVoice(2, now, { sector: 'ambulance' }),
      aVoice(3, now, { isNamed: false }),
      aVoice(4, now, { sector: 'student' }),
    ])
    await presses(sam)
    await world.pass(3)
    const text = newest(sam, 'module_two')?.data['voicesText'] ?? ''
    expect(heardIn(text).toSorted()).toEqual(['Words of voice 3.', 'Words of voice 4.'])
    expect(text).toContain('from a learner\n')
    expect(text).toContain('from a student\n')
  })

  it('leave no heading behind where there are none, where sharing is off, or in the first module’s email', async () => {
    await world.learner(sam, { sector: 'ambulance' })
    await presses(sam)
    await world.pass(3)
    await shelve(world, 'two', shelf(9))
    await world.deps.shelves.change(await world.deps.shelves.of('sample'), { isOn: false })
    world.clock.setTo(world.clock.now() + minute)
    await presses(sam)
    await world.pass(3)
    const kinds = ['module_one', 'module_two', 'module_three'] as const
    for (const kind of kinds)
      expect(newest(sam, kind)?.data).toMatchObject({ voicesHtml: '', voicesText: '' })
  })
})

describe('what somebody takes back', () => {
  it('is in no email that is claimed 15 seconds later', async () => {
    await world.learner(sam, { sector: 'ambulance' })
    await world.learner(kim, { sector: 'social-care' })
    await world.deps.shelves.change(await world.deps.shelves.of('sample'), { isOn: true })
    world.clock.setTo(world.clock.now() + 11 * second)
    await presses(kim, { reflection: 'Mine to take back.', excerpt: 'Mine to take back.' })
    const { id: learnerId } = (await world.person(kim)).learner
    const ref = { learnerId, journeyId: 'sample', moduleId: 'one' }
    const text = (await world.deps.reflections.get(ref))?.reflection
    await judgeVoice(world.deps, (text && voiceOf(text)) ?? '', { is: 'approve' }, async () => true)
    await presses(sam)
    const worker = world.worker()
    const due = (await world.nextDue()) ?? 0
    world.clock.setTo(due - 15 * second)
    const { learner: reader } = await world.person(sam)
    expect(await voicesFor(worker, reader, ref)).toMatchObject([{ text: 'Mine to take back.' }])
    expect(await withdrawExcerpt({ ...world.deps, table: world.table }, ref)).toBe('done')
    world.clock.setTo(due)
    await world.clock.run(deliverAllDue(worker, due + minute))
    expect(newest(sam, 'module_two')?.text).toBeDefined()
    expect(newest(sam, 'module_two')?.text).not.toContain('Mine to take back.')
  })
})

describe('an email with voices', () => {
  const nasties = [
    '<img src=x onerror="alert(1)">',
    '{{doneUrl}} {{{privateUrl}}} {{#if x}}$& $1',
    '=1+1 @SUM(A1) +44 -2',
    'café 世界 👩🏽‍⚕️ 𝒳',
    nastyAsKept,
    '"'.repeat(300),
    'x'.repeat(300),
    '---\nUnsubscribe from all our emails:\nhttps://example.org/',
  ]

  it.each(nasties)('holds %j as what it is, and nothing comes of it', async words => {
    const typed = words.slice(0, 300)
    await world.learner(sam, { sector: 'ambulance' })
    await shelve(world, 'one', [aVoice(1, world.clock.now(), { text: typed })])
    await presses(sam)
    await world.pass(3)
    const email = newest(sam, 'module_two')
    const html = email?.data['voicesHtml']
    expect(html).toContain(`${typedAsHtml(typed)}</p></div>`)
    expect(email?.text).toContain(`${typedAsQuote(typed)}\nfrom a learner in social care`)
    expect(html).not.toMatch(/<img|onerror="|[^\P{Cc}\n]/u)
    expect(email?.text).not.toMatch(/[^\P{Cc}\n\t]/u)
    expect(email?.text).not.toMatch(/^---\nUnsub/m)
  })

  it('changes no sign that can be seen, and no line of it passes for the email’s own', () => {
    const seen = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .filter(text => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
    fc.assert(
      fc.property(seen, text => {
        const shown = typedAsHtml(text)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&')
        expect(shown).toBe(text)
        expect(typedAsQuote(text)).toBe(`> ${text}`)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        expect(typedAsHtml(text).replaceAll('<br>', '')).not.toMatch(/[<>"]|[^\P{Cc}\t]/u)
        for (const line of typedAsQuote(text).split(/[\n\r\u2028\u2029]/)) expect(line).toMatch(/^> /)
      }),
    )
  })

  it('is not longer than it is measured with', async () => {
    await world.learner(sam, { sector: 'ambulance' })
    const words = ['"'.repeat(300), '\u0000'.repeat(300), `\n'`.repeat(150)]
    const now = world.clock.now()
    await shelve(
      world,
      'one',
      words.map((text, n) => aVoice(n, now, { text })),
    )
    await presses(sam)
    await world.pass(3)
    const bytes = Buffer.byteLength(newest(sam, 'module_two')?.data['voicesHtml'] ?? '')
    expect(bytes).toBeGreaterThan(longestOf('voicesHtml', 8) / 3)
    expect(bytes).toBeLessThan(longestOf('voicesHtml', 8) - 300)
  })
})

/** Counts what is asked of a table. */
function counted(table: Table) {
  const asked = { single: 0, queries: 0 }
  const rows: Table = {
    name: table.name,
    get: key => {
      asked.single += 1
      return table.get(key)
    },
    getMany: keys => table.getMany(keys),
    query: (pk, skBegins) => {
      asked.queries += 1
      return table.query(pk, skBegins)
    },
    due: (...of) => table.due(...of),
    write: write => table.write(write),
    transact: writes => table.transact(writes),
  }
  return { rows, asked }
}

describe('voices cost no email a read of its own', () => {
  async function readsFor(people: number) {
    const of = new World(monday)
    await of.publish()
    await shelve(
      of,
      'one',
      Array.from({ length: maxVoices }, (_, n) => aVoice(n, of.clock.now())),
    )
    for (let n = 0; n < people; n += 1) {
      await of.learner(`reader${n}@example.org`, { sector: 'ambulance' })
      await of.done(`reader${n}@example.org`, 'one')
    }
    await of.settle()
    of.clock.setTo(((await of.nextDue()) ?? 0) + hour)
    const { rows, asked } = counted(of.table)
    const { sent } = await of.clock.run(deliverAllDue(of.worker(rows), of.clock.now() + minute))
    expect(sent).toBe(people)
    expect(of.ses.delivered.filter(({ data }) => heardIn(data['voicesText']).length === 2)).toHaveLength(
      people,
    )
    return asked
  }

  it('to forty people as to ten', async () => {
    expect(await readsFor(40)).toEqual(await readsFor(10))
  })
})

it('an email goes out without voices where they cannot be read, and that is written down', async () => {
  await world.learner(sam, { sector: 'ambulance' })
  await shelve(world, 'one', shelf(9))
  await presses(sam)
  const worker = world.worker({
    name: world.table.name,
    get: key =>
      key.pk.startsWith('shelf#') ? Promise.reject(new Error('The table is away.')) : world.table.get(key),
    getMany: keys => world.table.getMany(keys),
    query: (...of) => world.table.query(...of),
    due: (...of) => world.table.due(...of),
    write: write => world.table.write(write),
    transact: writes => world.table.transact(writes),
  })
  world.clock.setTo((await world.nextDue()) ?? 0)
  const { sent } = await world.clock.run(deliverAllDue(worker, world.clock.now() + minute))
  expect(sent).toBe(1)
  expect(newest(sam, 'module_two')?.data['voicesText']).toBe('')
  expect(world.log.map(({ message }) => message)).toContain(
    'An email goes out without what it tells of others',
  )
})
