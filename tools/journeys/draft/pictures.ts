import { posix } from 'node:path'

/** A picture of the course: its path in the course, and its name beside the module. */
export interface CopiedPicture {
  from: string
  name: string
}

/**
 * Files that may be copied from a course. Anything else that it embeds, such as a page or a hidden file, is no
 * picture.
 */
const kinds = /\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)$/i

/** Whether the address is on another website, or is a data URL. */
const isElsewhere = (address: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The path that a page's address refers to. It is decoded before any check, so that it cannot lead out of the course. */
function pathOf(page: string, address: string): string {
  const plain = decoded(address.split(/[?#]/)[0] ?? '').replaceAll('\\', '/')
  return posix.resolve('/', posix.dirname(page), plain).slice(1)
}

const plainName = (path: string): string =>
  posix
    .basename(path)
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+/, '')

/** The pictures that a course's pages show, each with a unique name. */
export class CoursePictures {
  readonly #byPath = new Map<string, CopiedPicture>()
  readonly #names = new Set<string>()

  all(): CopiedPicture[] {
    return [...this.#byPath.values()]
  }

  /** @returns the name of a picture on a page; undefined if it is not a picture of the course */
  nameOf(page: string, address: string): string | undefined {
    const from = pathOf(page, address)
    if (isElsewhere(address) || !kinds.test(plainName(from))) return undefined
    const name = this.#byPath.get(from)?.name ?? this.#newName(plainName(from))
    this.#byPath.set(from, { from, name })
    return name
  }

  #newName(plain: string): string {
    let number = this.#byPath.size + 1
    let name = plain
    while (this.#names.has(name.toLowerCase())) name = `${number++}-${plain}`
    this.#names.add(name.toLowerCase())
    return name
  }
}
