import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'

const rows = [
  'email,first_name,consent_wording,consent_at,consent_how',
  'jo@example.org,Jo,form-2,2025-05-31,paper form',
]

let world: World
let visit: ConsoleVisit
let folder = ''
beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  visit = await visitConsole(world)
  folder = await mkdtemp(join(tmpdir(), 'operator-console-import-'))
})
afterEach(async () => {
  await visit.close()
  await rm(folder, { recursive: true, force: true })
})

async function fileOf(...lines: string[]): Promise<string> {
  const path = join(folder, 'people.csv')
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

const asked = (file: string) => ({ file, journey: 'sample', start: '', over: '1', rate: '50' })
const stored = () => JSON.stringify([...world.table.rows])

describe('an import in the console', () => {
  it('reads the file first and changes nothing, and then takes its people in', async () => {
    const file = await fileOf(...rows)
    expect((await visit.get('/import')).page).toContain('Its path on the machine on which this console runs')
    const before = stored()
    const read = await visit.ended(await visit.press('/import', asked(file)))
    expect(read).toContain('1 person, 0 bad lines.')
    expect(stored()).toBe(before)
    const done = await visit.ended(await visit.press('/import/run', { ...asked(file), why: 'moved over' }))
    expect(done).toMatch(/Done\.[\s\S]*imported +1/)
    const { learner } = await world.person('jo@example.org')
    expect(learner.consent).toMatchObject({
      wording: 'form-2',
      mechanism: 'import',
      given: { how: 'paper form' },
    })
  })

  it('names bad lines, and leaves them out only where that is said', async () => {
    const file = await fileOf(...rows, 'no address,Sam,form-2,2025-05-31,paper form')
    const read = await visit.ended(await visit.press('/import', asked(file)))
    expect(read).toMatch(/line 3: email is no email address[\s\S]*name="skipBad"/)
    const before = stored()
    const refused = await visit.ended(await visit.press('/import/run', { ...asked(file), why: 'moved over' }))
    expect(refused).toContain('Nothing was imported')
    expect(stored()).toBe(before)
    const form = { ...asked(file), why: 'moved over', skipBad: 'yes' }
    expect(await visit.ended(await visit.press('/import/run', form))).toMatch(/bad lines, left out +1/)
    expect(await world.find('jo@example.org')).toBeDefined()
  })

  it.each<[string, Record<string, string>, string]>([
    ['without a file', { file: '' }, 'Name the file, and the journey'],
    ['with a day that is none', { start: 'soon' }, 'A day is needed'],
    ['without a reason', { why: '' }, 'Say why'],
    ['with an address in the reason', { why: 'for jo@example.org' }, 'looks like an email address'],
  ])('says in plain words what is wrong: %s', async (_, change, said) => {
    const before = stored()
    const form = { ...asked(await fileOf(...rows)), why: 'moved over', ...change }
    const { status, page } = await visit.post('/import/run', form)
    expect([status, page]).toEqual([400, expect.stringContaining(said)])
    expect(stored()).toBe(before)
  })

  it('says that there is no such file', async () => {
    const page = await visit.ended(await visit.press('/import', asked(join(folder, 'none.csv'))))
    expect(page).toContain('There is no file')
  })
})
