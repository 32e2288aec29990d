import sharp from 'sharp'

/** Steady noise (the finaliser of MurmurHash3): as hard to make small as a picture can be. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; at += 1) {
    let hash = Math.imul(at ^ (at >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    bytes[at] = hash ^ (hash >>> 16)
  }
  return bytes
}

/** A photo as a camera writes it: large, lying on its side, and with the place where it was taken. */
export const aPhoto = (width = 3000, height = 2000): Promise<Buffer> =>
  sharp(noise(60 * 40 * 3), { raw: { width: 60, height: 40, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg({ quality: 95 })
    .toBuffer()

/** A drawing of few colours, which may let through what is behind it. */
export const aDrawing = (width = 800, alpha = 1): Promise<Buffer> =>
  sharp({ create: { width, height: 400, channels: 4, background: { r: 11, g: 79, b: 85, alpha } } })
    .png()
    .toBuffer()

/** Nothing but noise, which no quality makes light. */
export const aStorm = (width = 900, height = 900): Promise<Buffer> =>
  sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
