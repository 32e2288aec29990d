import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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

  test('that lets through what is behind it, and has many colours, is light all the same', async () => {
    const photo = sharp(await aPhoto(400, 300)).ensureAlpha(0.5)
    const heavy = await photo.png({ compressionLevel: 9 }).toBuffer()
    const { type, bytes } = await madeOf(heavy)
    expect([type, bytes.length < heavy.length / 2]).toEqual(['image/png', true])
  })

  test('that a camera wrote lying on its side stands upright, and is told to no reader to turn', async () => {
    const lying = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
      .extend({ right: 300, background: 'blue' })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { bytes, width, height } = await madeOf(lying)
    expect([width, height, (await sharp(bytes).metadata()).orientation]).toEqual([200, 600, undefined])
    const pixel = async (top: number) =>
      (await sharp(bytes).extract({ left: 100, top, width: 1, height: 1 }).raw().toBuffer()).toJSON().data
    const [[red = 0] = [], [, , blue = 0] = []] = [await pixel(50), await pixel(550)]
    expect([red > 200, blue > 200]).toEqual([true, true])
  })

  test.each([
    ['a photo', 'jpeg', 1],
    ['a drawing', 'png', 1],
    ['a drawing that lets through what is behind it', 'png', 0.5],
    ['a photo of a phone', 'webp', 1],
    ['a picture of a website', 'webp', 0.5],
  ] as const)('%s (%s, %d) says nothing of places, times, names or devices', async (_, format, alpha) => {
    const secret = 'where somebody lives'
    const written = await sharp(await aDrawing(300, alpha))
      .withExif({ IFD0: { Copyright: secret }, IFD3: { GPSAreaInformation: secret } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><name>${secret}</name></x:xmpmeta>`)
      .withIccProfile('p3')
      .toFormat(format)
      .toBuffer()
    expect(await sharp(written).metadata()).toMatchObject({
      exif: expect.anything(),
      xmp: expect.anything(),
      icc: expect.anything(),
    })
    const { bytes } = await madeOf(written)
    const { exif, xmp, iptc, icc, comments } = await sharp(bytes).metadata()
    expect([exif, xmp, iptc, icc, comments]).toEqual(Array.from({ length: 5 }, () => undefined))
    expect(Buffer.from(bytes).includes(secret)).toBe(false)
  })

  test('is a PNG where that is lighter, and a JPEG where that is; a JPEG stays one', async () => {
    const drawing = await aDrawing()
    const types = [
      drawing,
      await sharp(await aPhoto(600, 400))
        .png()
        .toBuffer(),
      await sharp(drawing).jpeg().toBuffer(),
    ]
    expect(await Promise.all(types.map(async it => (await madeOf(it)).type))).toEqual([
      'image/png',
      'image/jpeg',
      'image/jpeg',
    ])
  })

  test('is of less quality where it would weigh too much, and of the least that looks good where nothing else helps', async () => {
    const weights = [400, 560, 700, 900].map(
      async width => (await madeOf(await aStorm(width, 420))).bytes.length,
    )
    const inQuality = async (width: number, quality: number) =>
      (
        await sharp(await aStorm(width, 420))
          .jpeg({ quality, mozjpeg: true })
          .toBuffer()
      ).length
    expect(await Promise.all(weights)).toEqual(
      await Promise.all([inQuality(400, 78), inQuality(560, 65), inQuality(700, 50), inQuality(900, 50)]),
    )
  })

  test('that was saved in less quality does not gain weight', async () => {
    const light = await sharp(await aPhoto(1056, 800))
      .jpeg({ quality: 60 })
      .toBuffer()
    expect((await madeOf(light)).bytes.length).toBeLessThan(light.length)
  })

  test.each([
    ['as wide as it says, sharp on every screen', 'width="100" height="50"', [100, 50, 200]],
    ['as wide as an email at most', 'viewBox="0 0 1600 800"', [528, 264, 1056]],
  ])('drawn as SVG is shown %s', async (_, says, sizes) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${says}><circle cx="9" cy="9" r="5"/></svg>`
    const { type, width, height, bytes } = await madeOf(Buffer.from(svg))
    const { width: pixels } = await sharp(bytes).metadata()
    expect([type, width, height, pixels]).toEqual(['image/png', ...sizes])
  })

  test('that is a line is at least a pixel high', async () => {
    const line = sharp({ create: { width: 3000, height: 1, channels: 3, background: 'red' } })
    expect(await madeOf(await line.png().toBuffer())).toMatchObject({ width: 528, height: 1 })
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
      'a.png has 15.1 MB; a file may have 15.0 MB.',
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
    [
      'both',
      '![A door](door.png "decorative")',
      'The picture door.png is called decorative, and has a description',
    ],
    ['a-kind', '![A door](door.gif)', 'The picture\'s address "door.gif" must be the name of a file'],
    ['a-folder', '![A door](../door.png)', 'The picture\'s address "../door.png" must be the name of a file'],
    [
      'elsewhere',
      '![A door](https://pictures.example/a.png)',
      "The picture https://pictures.example/a.png lies on somebody's website, who is told whenever it is",
    ],
  ])('are checked: %s', async (id, body, words) => {
    await journeyWith(id, body, { 'door.png': await aDrawing() })
    const [checked] = await checkJourneys(root, [id])
    expect(checked?.problems.map(({ line, message }) => `${line} ${message}`)).toContainEqual(
      expect.stringContaining(`13 ${words}`),
    )
  })

  test('are files, whatever a folder is called', async () => {
    await journeyWith('folders', '![A door](door.png)', {})
    await mkdir(join(root, 'folders/door.png'))
    const [checked] = await checkJourneys(root, ['folders'])
    expect(checked?.problems.map(({ message }) => message)).toEqual([
      'There is no picture door.png beside first.md; capitals count.',
    ])
  })

  test('are told where each is named, if they cannot be shown', async () => {
    await journeyWith('named', 'Look:\n\n![A door](door.png)\n\n![The same](door.png) ![A gate](gate.png)', {
      'door.png': Buffer.from('no picture'),
      'gate.png': await aStorm(),
    })
    const [checked] = await checkJourneys(root, ['named'])
    expect(checked?.problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      expect.stringContaining('first.md:15 door.png cannot be read'),
      expect.stringContaining('first.md:17 door.png cannot be read'),
      expect.stringContaining('first.md:17 gate.png would still weigh'),
    ])
  })

  test('are light together, too: those of one module, each counted once', async () => {
    const files = Object.fromEntries(
      await Promise.all(
        [595, 596, 597, 598].map(async height => [`p${height}.jpg`, await aStorm(1000, height)] as const),
      ),
    )
    const [one = '', two = '', three = '', four = ''] = Object.keys(files).map(name => `![Noise](${name})`)
    await journeyWith('heavy', [one, two, three, three].join('\n\n'), files)
    await appendFile(join(root, 'heavy/second.md'), ['Look:', one, two, three, four].join('\n\n'))
    const [checked] = await checkJourneys(root, ['heavy'])
    expect(checked?.problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      expect.stringMatching(
        /^second\.md:14 The pictures of this module weigh 6\d\d KB together, and may weigh 600 KB\. Leave one out\.$/,
      ),
    ])
  })
})
