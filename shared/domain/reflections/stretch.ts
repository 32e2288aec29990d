/** A part of a text: where it begins, and where what follows begins. */
export interface Stretch {
  from: number
  to: number
}

/** A stretch that a pattern found. */
export interface Found extends Stretch {
  words: string
  groups: Readonly<Record<string, string | undefined>>
}

/** The letters before a stretch that tell what it is. */
export const before = (text: string, { from }: Stretch, letters: number): string =>
  text.slice(Math.max(0, from - letters), from)

/** The letters after a stretch that tell what it is. */
export const after = (text: string, { to }: Stretch, letters: number): string => text.slice(to, to + letters)

export const overlap = (one: Stretch, other: Stretch): boolean => one.from < other.to && other.from < one.to

/**
 * Every stretch that a pattern finds and that is one. What is none is looked into again from its second sign on.
 * @param pattern global; what it finds has a longest length, and it begins with a sign of one code unit: then the time is
 * linear in the text's length.
 */
export function findAll(
  text: string,
  pattern: RegExp,
  isOne: (found: Found) => boolean = () => true,
): Found[] {
  const all: Found[] = []
  const search = new RegExp(pattern)
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const found = toFound(match)
    if (isOne(found)) all.push(found)
    else search.lastIndex = found.from + 1
  }
  return all
}

const toFound = ({ 0: words, index, groups = {} }: RegExpExecArray): Found => ({
  from: index,
  to: index + words.length,
  words,
  groups,
})
