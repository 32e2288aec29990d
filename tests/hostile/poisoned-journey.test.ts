import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkJourneys, faultlessJourney, lintJourneys } from '../../tools/journeys/check.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { aDrawing } from '../support/pictures.ts'

/** What only the publisher's machine holds. */
const secret = 'Here is what nobody may read.'
let root: string
let journeys: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'poisoned-journey-'))
  journeys = join(root, 'journeys')
  await mkdir(join(root, 'private'))
  await writeFile(join(root, 'private/key.md'), `${aJourneyFolder().files[0]?.text}\n\n${secret}`)
  await writeFile(join(root, 'private/face.png'), await aDrawing())
  await journey('ours', 'Look: ![A face](face.png)')
})
afterEach(() => rm(root, { recursive: true }))

/** Writes a journey whose first module says this. */
async function journey(id: string, body: string): Promise<void> {
  await mkdir(join(journeys, id), { recursive: true })
  for (const { name, text } of aJourneyFolder({ replace: 'Somebody holds a door.', by: body }).files)
    await writeFile(join(journeys, id, name), text)
}

const ours = (name: string) => join(journeys, 'ours', name)
async function problems(): Promise<string[]> {
  const { lines, fit } = await lintJourneys(journeys, ['ours'])
  expect(fit).toBe(false)
  expect(lines.join('\n')).not.toContain(secret)
  await expect(faultlessJourney(journeys, 'ours')).rejects.toThrow(lines[0])
  return lines.slice(0, -1)
}

const ways: readonly [what: string, name: string, make: (path: string) => unknown][] = [
  ['a text elsewhere', 'third.md', path => symlink(join(root, 'private/key.md'), path)],
  ['a text elsewhere, by a way of its own', 'third.md', path => symlink('../../private/key.md', path)],
  ['a text of another journey', 'third.md', path => symlink('../theirs/first.md', path)],
  ['a picture elsewhere', 'face.png', path => symlink(join(root, 'private/face.png'), path)],
  [
    'whatever a name without an ending leads to',
    'notes',
    path => symlink(join(root, 'private/key.md'), path),
  ],
  ['a folder elsewhere', 'more', path => symlink(join(root, 'private'), path)],
  ['a device', 'third.md', path => symlink('/dev/zero', path)],
  ['a device as a picture', 'face.png', path => symlink('/dev/zero', path)],
  ['nothing', 'third.md', path => symlink('nowhere.md', path)],
  ['itself', 'third.md', path => symlink('third.md', path)],
  ['a pipe', 'third.md', path => execFileSync('mkfifo', [path])],
  ['a pipe as a picture', 'face.png', path => execFileSync('mkfifo', [path])],
  ['a folder that is called a text', 'third.md', path => mkdir(path)],
]

test.each(ways)('what leads to %s is named, and never read', async (_, name, make) => {
  await journey('theirs', secret)
  await make(ours(name))
  expect(await problems()).toEqual([expect.stringContaining(`${ours(name)}:1  ${name} is no plain file`)])
})

test('a link to a file of the same folder is that file', async () => {
  await writeFile(ours('a.png'), await aDrawing())
  await symlink('a.png', ours('face.png'))
  expect((await lintJourneys(journeys, ['ours'])).fit).toBe(true)
})

test('a journey whose whole folder is a link is named, and not read', async () => {
  await writeFile(ours('face.png'), await aDrawing())
  await symlink(join(root, 'private'), join(journeys, 'linked'))
  await symlink('ours', join(journeys, 'twice'))
  await symlink(join(root, 'gone'), join(journeys, 'void'))
  await symlink('../private/key.md', join(journeys, 'README.md'))
  const checked = await checkJourneys(journeys, [])
  expect(checked.map(({ id, journey: it }) => [id, it !== undefined])).toEqual([
    ['linked', false],
    ['ours', true],
    ['twice', false],
    ['void', false],
  ])
  const { lines } = await lintJourneys(journeys, ['linked'])
  expect(lines[0]).toContain(`${join(journeys, 'linked')}:1  linked is a link`)
})
