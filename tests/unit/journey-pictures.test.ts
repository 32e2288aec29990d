import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileJourney } from '../../shared/content/compile.ts'
import type { Picture } from '../../shared/content/pictures.ts'
import { checkJourneys, faultlessJourney, lintJourneys } from '../../tools/journeys/check.ts'
import { makeSmall } from '../../tools/journeys/pictures/make-small.ts'
import { writePreview } from '../../tools/journeys/preview/write-preview.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { aDrawing, aPhoto, aStorm } from '../support/pictures.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pictures-'))
})
afterAll(() => rm(root, { recursive: true }))

/** Writes a journey whose first module says this, with these files beside it. */
async function journeyWith(
  id: string,
  body: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  const folder = join(root, id)
  await mkdir(folder)
  for (const { name, text } of aJourneyFolder({ replace: 'Somebody holds a door.', by: body }).files)
    await writeFile(join(folder, name), text)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
}

async function madeOf(content: Uint8Array): Promise<Picture> {
  const made = await makeSmall('a.png', content)
  if ('problem' in made) throw new Error(made.problem)
  return made.picture
}

describe('a picture', () => {
  test('is made small for emails and phones, and forgets where it was taken', async () => {
    const photo = await aPhoto()
    const { name, type, bytes, width, height } = await madeOf(photo)
    expect([type, width, height]).toEqual(['image/jpeg', 528, 352])
    expect(bytes.length).toBeLessThan(100_000)
    expect(photo.length).toBeGreaterThan(300_000)
    const { exif, width: pixels, format } = await sharp(bytes).metadata()
    expect([exif, pixels, format]).toEqual([undefined, 1056, 'jpeg'])
    expect(name).toMatch(/^[0-9a-f]{32}\.jpg$/)
  })

  test('has a name by its content: the same for the same, another for another', async () => {
    const [one, same, other] = await Promise.all(
      [aPhoto(), aPhoto(), aPhoto(1500)].map(async it => madeOf(await it)),
    )
    expect(one?.name).toBe(same?.name)
    expect(one?.name).not.toBe(other?.name)
  })

  test('that lets through what is behind it stays so, and a small one is not blown up', async () => {
    const { type, bytes, width } = await madeOf(await aDrawing(300, 0.5))
    expect([type, width]).toEqual(['image/png', 300])
    expect((await sharp(bytes).stats()).isOpaque).toBe(false)
  })

  test.each([
    [
      'no picture',
      () => Promise.resolve(Buffer.from('<p>no picture</p>')),
      'a.png cannot be read as a picture.',
    ],
    ['half a picture', async () => (await aPhoto()).subarray(0, 5_000), 'a.png cannot be read as a picture.'],
    ['nothing but noise', aStorm, 'a.png would still weigh '],
    [
      'a huge file',
      () => Promise.resolve(Buffer.alloc(15_000_001)),
      'a.png has 15.0 MB; a file may have 15.0 MB.',
    ],
  ])('%s is refused with words', async (_, content, words) => {
    const made = await makeSmall('a.png', await content())
    expect('problem' in made ? made.problem : 'fine').toContain(words)
  })
})

describe('pictures beside a module', () => {
  test('stand in its email and on its page with description and size, and in its text', async () => {
    await journeyWith('shown', '![A door, held open](door.png)\n\n![](line.png "decorative")', {
      'door.png': await aPhoto(),
      'line.png': await aDrawing(100),
    })
    const journey = await faultlessJourney(root, 'shown')
    const { emails, pages } = await compileJourney(journey, 'https://pictures.example.org')
    const [door, line] = journey.pictures ?? []
    const module = emails.find(({ key }) => key === 'module.first')
    for (const html of [module?.html ?? '', pages[0]?.html ?? '']) {
      expect(html).toContain(
        `src="https://pictures.example.org/pictures/${door?.name}" alt="A door, held open"`,
      )
      expect(html).toMatch(/alt="A door, held open"[^>]* width="528"[^>]* height="352"/)
      expect(html).toMatch(new RegExp(`pictures/${line?.name}" alt[^>]* width="100"`))
      expect(html).not.toContain('decorative')
    }
    expect(module?.text).toContain(`https://pictures.example.org/pictures/${door?.name}`)
    expect(module?.text).toContain('A door, held open')
    expect(module?.text).not.toContain(line?.name)
  })

  test('with pictures off, their words are as easy to read as the others', async () => {
    const journey = await faultlessJourney(root, 'shown')
    const { emails } = await compileJourney(journey, 'https://pictures.example.org')
    const [, style = ''] =
      /<img [^>]*alt="A door, held open"[^>]* style="([^"]*)"/.exec(emails[0]?.html ?? '') ?? []
    expect(style).toMatch(/font-size: 16px/)
    expect(style).toMatch(/color: #/)
    expect(style).toMatch(/max-width: 100%; height: auto/)
    const [, inTheDark = ''] = emails[0]?.html.split('prefers-color-scheme: dark') ?? []
    expect(inTheDark).toMatch(/\.words img \{ color: #/)
  })

  test('weigh what lint says', async () => {
    const { lines, fit } = await lintJourneys(root, ['shown'])
    expect(fit).toBe(true)
    expect(lines).toContainEqual(
      expect.stringMatching(/^door\.png: (\d+ KB|\d\.\d MB) became \d+ KB, shown 528 × 352 pixels/),
    )
  })

  test('lie beside the preview, as they will stand at their address', async () => {
    const folder = join(root, 'preview')
    await writePreview(await faultlessJourney(root, 'shown'), folder)
    const [first] = await readdir(join(folder, 'pictures'))
    expect(await readFile(join(folder, 'module.first.html'), 'utf8')).toContain(`./pictures/${first}`)
  })

  test('are never published without their place', async () => {
    await expect(compileJourney(await faultlessJourney(root, 'shown'))).rejects.toThrow(
      'not said where they stand',
    )
  })

  test.each([
    [
      'missing',
      '![A door](dor.png)',
      'There is no picture dor.png beside first.md; capitals count. Did you mean "door.png"?',
    ],
    [
      'nameless',
      '![](door.png)',
      'The picture door.png has no description: write ![what it shows](door.png), or ![](door.png "decorative")',
    ],
    ['both', '![A door](door.png "decorative")', 'is called decorative, and has a description'],
    ['a-kind', '![A door](door.gif)', 'must be the name of a file beside the module'],
    ['a-folder', '![A door](../door.png)', 'must be the name of a file beside the module'],
    [
      'elsewhere',
      '![A door](https://pictures.example/a.png)',
      "lies on somebody's website, who is told whenever it is looked at",
    ],
  ])('are checked: %s', async (id, body, words) => {
    await journeyWith(id, body, { 'door.png': await aDrawing() })
    const [checked] = await checkJourneys(root, [id])
    expect(checked?.problems.map(({ line, message }) => `${line} ${message}`).join('\n')).toContain(
      `14 ${words}`.slice(3),
    )
  })

  test('are light together, too', async () => {
    const noises = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => [`p${at}.png`, await aStorm(560, 360 + at)] as const),
    )
    const files = Object.fromEntries(noises)
    await journeyWith(
      'heavy',
      Object.keys(files)
        .map(name => `![Noise](${name})`)
        .join('\n\n'),
      files,
    )
    const [checked] = await checkJourneys(root, ['heavy'])
    expect(checked?.problems.map(({ message }) => message).join()).toMatch(
      /The pictures of this module weigh \d+ KB together/,
    )
  })
})
