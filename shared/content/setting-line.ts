const setting = /^(\s*(?:- +)?)([\w-]+)( *: +)(.*)$/

/** A line of settings with the words behind its first colon in quotes, so that each of their signs counts as itself. */
export function inQuotes(line: string): string {
  const [, , name, , words = ''] = setting.exec(line.trimEnd()) ?? []
  return name === undefined ? quoted(line.trim()) : `${name}: ${quoted(words)}`
}

/** What to say of a line that cannot be read. */
export function unreadable(line: string): string {
  if (setting.test(line))
    return `This line cannot be read as it is. Put the words in quotes: ${inQuotes(line)}.`
  return 'Settings are lines of the form "name: value", without spaces before the name and with one behind the colon.'
}

/** Quotes that are there already are kept only if they are part of the words. */
function quoted(text: string): string {
  const [, inDouble] = /^"((?:[^"\\]|\\.)*)"$/.exec(text) ?? []
  const [, inSingle] = /^'((?:[^']|(?<=\w)'(?=\w))*)'$/.exec(text) ?? []
  const words = inDouble?.replaceAll('\\"', '"') ?? inSingle ?? text
  return /["\\]/.test(words) ? `'${words.replaceAll("'", "''")}'` : `"${words}"`
}
