/*
 * Patterns for brackets in Markdown. Each match attempt stops at the next unbalanced opening bracket, so that every
 * character is scanned a constant number of times, however long the text is.
 */

/** Text in square brackets with up to one nested pair: `[text]`, `[text [with] more]`, `[![a picture](a.png)]`. */
export const squareBrackets = String.raw`\[((?:[^[\]]|\[[^[\]]{0,500}\]){0,500})\]`

/** An address in parentheses with an optional title: `(a)`, `(a_(b) "title")`. */
export const roundBrackets = String.raw`\(\s{0,9}((?:[^\s()<>]|\([^\s()<>]{0,500}\)){0,2000})(?:\s{1,9}("[^"]{0,500}"|'[^']{0,500}'))?\s{0,9}\)`

/** Encodes the characters that would end an address. */
export const inOneWord = (address: string): string =>
  address
    .trim()
    .replaceAll(/\s+/g, '%20')
    .replaceAll(/[()<>]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)

/** The value of an attribute of an HTML or JSX tag, or of a shortcode. */
export function attributeIn(attributes: string, name: string): string | undefined {
  const found = new RegExp(
    String.raw`(?<![\w-])${name}\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))`,
    'i',
  ).exec(attributes)
  return found?.slice(1).find(value => value !== undefined)
}
