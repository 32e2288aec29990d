/** Columns of a plain-text email: the customary width, which survives being quoted in an answer. */
export const textWidth = 72

/** Breaks text into lines of at most `width`; a longer word gets a line of its own. */
export function wrap(text: string, width = textWidth): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines.join('\n')
}

/** A heading: text over a line of the given sign, as long as the text's longest line. */
export function underlined(text: string, sign: string): string {
  const wrapped = wrap(text)
  return `${wrapped}\n${sign.repeat(Math.max(...wrapped.split('\n').map(line => line.length)))}`
}

/** Puts `first` before the first line and `rest` before each other line that is not empty. */
export const indented = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : (rest + line).trimEnd()))
    .join('\n')
