import type { Leftover } from './leftover.ts'

/** Merge fields of mailing tools. Nothing is filled in here, so readers would see the characters. */
const ofOtherTool = (field: string): string =>
  `${field} is of another mailing tool, and nothing is filled in for it here. Take it out: every email begins with a greeting by itself. In the text of a module, {{firstName|friend}} is the reader’s first name.`

const mergeField: Leftover['say'] = ([field = '']) => ofOtherTool(field)

const mergeFields: readonly Leftover[] = [
  // Mailchimp: *|FNAME|*, whose asterisks Markdown takes for italics.
  { signs: /\|[A-Z][A-Z0-9_:]{1,40}\|/g, say: ([field]) => ofOtherTool(`*${field}*`) },
  // Names in brackets as programs write them: {first_name}, ${firstName}. Ordinary words may be in brackets.
  {
    signs: /(?<!\{)\$?\{\s?(?=[\w.]*(?:[_.]|[Nn]ame|NAME|[a-z][A-Z]))[A-Za-z][\w.]{1,40}\s?\}(?!\})/g,
    say: mergeField,
  },
  // One brace too few: {firstName|friend}.
  { signs: /(?<!\{)\{\s?first[\s_.-]?name\s?\|[^{}\n]{0,60}\}(?!\})/gi, say: mergeField },
  // Percent signs around a name: %FIRSTNAME%, %%first_name%%.
  { signs: /(?<![\d%])%{1,2}[a-z][\w.]{1,40}%{1,2}/gi, say: mergeField },
]

/** The message about the first merge field in a setting; undefined if there is none. */
export function mergeFieldIn(text: string): string | undefined {
  const found = mergeFields.flatMap(({ signs, say }) =>
    Array.from(text.matchAll(signs)).map(match => say(match)),
  )
  return found[0]
}

const blocks: readonly Leftover[] = [
  {
    signs: /^(?:!!!|\?\?\?)\+? ?\S.*$|^:::+.*$|^\[!\w{1,20}\]/gm,
    say: ([sign = '']) =>
      `"${sign.trim().slice(0, 30)}" makes a box of notes on some websites, and not in an email. Take it out, and write the note as a quotation: each of its lines begins with "> ".`,
  },
  {
    signs: /^\[\[?_?toc_?\]?\]\s*$/gim,
    say: () => 'There is no table of contents in an email; take this out.',
  },
  {
    signs: /\n: +\S.*/g,
    say: () =>
      'There are no lists of definitions in an email; write it as a list, with "- " before each line.',
  },
]

const inline: readonly Leftover[] = [
  {
    signs: /\{%.{0,200}?%\}|\{:\s?[.#\w][^}\n]{0,200}\}|\{[.#][\w-][^}\n]{0,200}\}/g,
    say: ([sign = '']) => `${sign} does something on some websites, and nothing in an email. Take it out.`,
  },
  {
    signs: /(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])/g,
    say: ([sign = '']) =>
      `${sign} does not become a picture here. Put the sign itself, such as 🙂, or leave it out.`,
  },
  {
    signs: /\[\[[^[\]\n]{1,200}\]\]/g,
    say: ([sign = '']) => `${sign} leads nowhere. Write [what is there](https://…).`,
  },
  {
    signs: /(?<![=\w])==[^\s=][^=\n]{0,200}==(?![=\w])/g,
    say: () => 'Nothing is marked in colour in an email. Write **words** for what matters most.',
  },
  {
    signs: /\$\$[^$\n]{1,200}\$\$|\$[^\s$][^$\n]{0,200}[\\^_][^$\n]{0,200}\$|(?<=\w)[~^]\w{1,5}[~^]/g,
    say: () =>
      'Formulas, and small letters above or below the line, are not shown in an email; say it in words.',
  },
]

/** Markup of other tools and websites, which Markdown leaves in the text. */
export const foreignMarkup: readonly Leftover[] = [...mergeFields, ...blocks, ...inline]
