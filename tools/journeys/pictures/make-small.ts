import { createHash } from 'node:crypto'
import type { Sharp } from 'sharp'
import type { Picture } from '../../../shared/content/pictures.ts'

/** The width of an email's text in CSS pixels. Screens have up to twice as many device pixels. */
const shownAtMost = 528
const density = 2
/**
 * Limits in bytes, for the original file and for the result: 200 KB take a second over a slow phone connection (1.6
 * Mbit/s).
 */
const heaviestFile = 15_000_000
const heaviest = 200_000
const lightEnough = heaviest / 2
/** JPEG qualities to try, from the best to the lowest that still looks good. */
const qualities = [78, 65, 50]

/** A reduced picture, or the reason for none. */
export type MadeSmall = { picture: Picture } | { problem: string }

/** The result of libvips: bytes, and dimensions in pixels. */
interface Made {
  data: Buffer
  info: { width: number; height: number; format: string }
}

interface Smallest extends Made {
  /** Device pixels per CSS pixel, unless the picture is wider than the text. */
  perShown: number
}

/**
 * Reduces a picture for emails and phones: rotated upright, at twice the shown width, and without camera metadata
 * (places, times, names). The format is PNG or JPEG, whichever is smaller, because every mail client shows these.
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

/** Formats a number of bytes. */
export const inWords = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} KB`

async function smallest(content: Uint8Array): Promise<Smallest | 'unreadable'> {
  // Importing sharp takes a tenth of a second, and most journeys have no pictures.
  const { default: sharp } = await import('sharp')
  try {
    const { format } = await sharp(content).metadata()
    const { data } = await sharp(content, { failOn: 'error', density: 72 * density })
      .rotate()
      .resize({ width: shownAtMost * density, withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true })
    const made = await lightest(sharp(data), format, content.length)
    // A drawing states its width. A small photo keeps all its pixels.
    return { ...made, perShown: format === 'svg' ? density : 1 }
  } catch {
    return 'unreadable'
  }
}

async function lightest(upright: Sharp, format: string, weighed: number): Promise<Made> {
  // A JPEG of lower quality than ours would only grow if it were encoded again.
  if (format === 'jpeg') return asJpeg(upright, Math.min(lightEnough, weighed))
  const png = await upright.clone().png({ palette: true, effort: 4 }).toBuffer({ resolveWithObject: true })
  if (!(await upright.clone().stats()).isOpaque) return png
  const jpeg = await asJpeg(upright, lightEnough)
  return png.data.length <= jpeg.data.length ? png : jpeg
}

/** In the best quality that is small enough; in the lowest if none is. */
async function asJpeg(upright: Sharp, enough: number): Promise<Made> {
  const made: Made[] = []
  for (const quality of qualities) {
    const one = await upright.clone().jpeg({ quality, mozjpeg: true }).toBuffer({ resolveWithObject: true })
    made.push(one)
    if (one.data.length <= enough) break
  }
  return made.at(-1) as Made
}

function pictureOf(file: string, weighed: number, { data, info, perShown }: Smallest): Picture {
  const width = Math.min(shownAtMost, Math.ceil(info.width / perShown))
  const kind =
    info.format === 'jpeg' ? { ending: 'jpg', type: 'image/jpeg' } : { ending: 'png', type: 'image/png' }
  return {
    file,
    name: `${createHash('sha256').update(data).digest('hex').slice(0, 32)}.${kind.ending}`,
    type: kind.type,
    bytes: data,
    width,
    height: Math.round((info.height * width) / info.width),
    weighed,
  }
}
