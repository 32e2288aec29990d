/** Columns of a plain-text email. This customary width survives being quoted in a reply. */
export const textWidth = 72

/** Breaks text into lines of at most `width` characters; a longer word gets its own line. */
export function wrap(text: string, width = textWidth): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines.join('\n')
}
