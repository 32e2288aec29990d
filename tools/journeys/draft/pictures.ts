import { posix } from 'node:path'

/** A picture of the course: its path there, and its name beside the module. */
export interface CopiedPicture {
  from: string
  name: string
}

/** What may be copied out of a course. Whatever else it calls a picture, such as a page or a hidden file, is none. */
const kinds = /\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)$/i

/** On another website, or inside the address itself. */
const isElsewhere = (address: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** Where an address leads from a page, decoded before anything is looked at: to nothing outside of the course. */
function pathOf(page: string, address: string): string {
  const plain = decoded(address.split(/[?#]/)[0] ?? '').replaceAll('\\', '/')
  return posix.resolve('/', posix.dirname(page), plain).slice(1)
}

const plainName = (path: string): string =>
  posix
    .basename(path)
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+/, '')

/** The pictures that the pages of a course show, each under a name that none beside the modules has. */
export class CoursePictures {
  readonly #byPath = new Map<string, CopiedPicture>()
  readonly #names = new Set<string>()

  all(): CopiedPicture[] {
    return [...this.#byPath.values()]
  }

  /** @returns the name beside the module of a picture that a page shows; undefined where it is none of the course's. */
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
