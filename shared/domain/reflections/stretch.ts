/** A span of a text: includes `from`, excludes `to`. */
export interface Stretch {
  from: number
  to: number
}

/** A span that a pattern matched. */
export interface Found extends Stretch {
  words: string
  groups: Readonly<Record<string, string | undefined>>
}

/** The characters before a span, for context. */
export const before = (text: string, { from }: Stretch, letters: number): string =>
  text.slice(Math.max(0, from - letters), from)

/** The characters after a span, for context. */
export const after = (text: string, { to }: Stretch, letters: number): string => text.slice(to, to + letters)

/** Whether two spans share a character. */
export const overlap = (one: Stretch, other: Stretch): boolean => one.from < other.to && other.from < one.to

/**
 * All matches of a pattern that `isOne` accepts. A rejected match is searched again from its second character.
 * @param pattern must be global, have a longest possible match, and begin with a character of one code unit. Then the
 * time is linear in the text's length.
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
