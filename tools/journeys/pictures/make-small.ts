import { createHash } from 'node:crypto'
import type { Picture } from '../../../shared/content/pictures.ts'

/** As wide as an email's text, in CSS pixels; screens show up to twice as many of their own. */
const shownAtMost = 528
const density = 2
/** Bytes of a file, and of what is made of it: 200 KB take a second on a slow phone line (1.6 Mbit/s). */
const heaviestFile = 15_000_000
const heaviest = 200_000
/** From the best that may be light enough to what is still good to look at. */
const qualities = [78, 65, 50]

/** A picture made small, or why it cannot be. */
export type MadeSmall = { picture: Picture } | { problem: string }

/** What libvips gives back: bytes, and how many pixels they are. */
interface Made {
  data: Buffer
  info: { width: number; height: number; format: string }
}

/**
 * Makes a picture small for emails and phones: upright, twice as many pixels as are shown, without what cameras write down
 * (places, times, names), as PNG or JPEG, whichever is lighter; every mail reader shows these.
 */
export async function makeSmall(file: string, content: Uint8Array): Promise<MadeSmall> {
  if (content.length > heaviestFile)
    return { problem: `${file} has ${inWords(content.length)}; a file may have ${inWords(heaviestFile)}.` }
  const made = await smallest(content)
  if (made === 'unreadable')
    return { problem: `${file} cannot be read as a picture. Save it anew as PNG or JPEG.` }
  if (made.data.length > heaviest)
    return {
      problem: `${file} would still weigh ${inWords(made.data.length)} in the email, and may weigh ${inWords(heaviest)}. Choose one with fewer details, or cut it out smaller.`,
    }
  return { picture: pictureOf(file, content.length, made) }
}

/** Bytes as people say them. */
export const inWords = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} KB`

async function smallest(content: Uint8Array): Promise<Made | 'unreadable'> {
  // Loading it takes a tenth of a second, and most journeys have no pictures.
  const { default: sharp } = await import('sharp')
  try {
    const { data } = await sharp(content, { failOn: 'error', density: 72 * density })
      .rotate()
      .resize({ width: shownAtMost * density, withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true })
    const upright = sharp(data)
    const { format } = await sharp(content).metadata()
    if (format === 'jpeg') return await asJpeg(upright)
    const png: Made = await upright
      .clone()
      .png({ palette: true, effort: 4 })
      .toBuffer({ resolveWithObject: true })
    return (await upright.clone().stats()).isOpaque ? lighter(png, await asJpeg(upright)) : png
  } catch {
    return 'unreadable'
  }
}

const lighter = (a: Made, b: Made): Made => (a.data.length <= b.data.length ? a : b)

async function asJpeg(picture: import('sharp').Sharp): Promise<Made> {
  const made: Made[] = []
  for (const quality of qualities) {
    const one = await picture.clone().jpeg({ quality, mozjpeg: true }).toBuffer({ resolveWithObject: true })
    made.push(one)
    if (one.data.length <= heaviest / 2) break
  }
  return made.find(({ data }) => data.length <= heaviest / 2) ?? (made.at(-1) as Made)
}

function pictureOf(file: string, weighed: number, { data, info }: Made): Picture {
  const width = Math.min(shownAtMost, info.width)
  const kind =
    info.format === 'jpeg' ? { ending: 'jpg', type: 'image/jpeg' } : { ending: 'png', type: 'image/png' }
  return {
    file,
    name: `${createHash('sha256').update(data).digest('hex').slice(0, 32)}.${kind.ending}`,
    type: kind.type,
    bytes: data,
    width,
    height: Math.max(1, Math.round((info.height * width) / info.width)),
    weighed,
  }
}
