import type { Step } from './inline-context.ts'

/** The longest footnote that can be put into a sentence in brackets, in characters. */
const longestNote = 1000

export const withFootnotes: Step = (text, line, { references: { footnotes }, tell }) =>
  text.replaceAll(/\[\^([^[\]\s]{1,200})\]/g, (sign, name: string) => {
    const note = footnotes.get(name)
    if (note === undefined) tell(line, `${sign} leads to no footnote and is left out.`)
    else if (note.length > longestNote)
      tell(
        line,
        `The footnote ${sign} is too long for a sentence and is left out: say in the text what matters.`,
      )
    else tell(line, `The footnote ${sign} stands in brackets now: see whether the sentence bears it.`)
    return note === undefined || note.length > longestNote ? '' : ` (${note})`
  })

const signs: Readonly<Record<string, string>> = {
  smile: '🙂',
  tada: '🎉',
  warning: '⚠️',
  bulb: '💡',
  rocket: '🚀',
  heart: '❤️',
  '+1': '👍',
  thumbsup: '👍',
  star: '⭐',
  wave: '👋',
  white_check_mark: '✅',
  coffee: '☕',
}

export const withSigns: Step = (text, line, { tell }) =>
  text.replaceAll(/( ?)(?<![\w:])(:[a-z+][a-z0-9_+-]*:)(?![\w:])/g, (_, space: string, sign: string) => {
    const found = Object.hasOwn(signs, sign.slice(1, -1)) ? signs[sign.slice(1, -1)] : undefined
    if (found === undefined) tell(line, `${sign} is a picture on some websites, and is left out.`)
    return found === undefined ? '' : `${space}${found}`
  })

export const withNames: Step = (text, line, { tell }) =>
  text.replaceAll(/\*\|F?NAME\|\*|\{\{?\s*(?:user\.)?(?:first_?name|name)\s*\}?\}/gi, sign => {
    tell(line, `${sign} was somebody's name: it is their first name here, and “friend” for who gave none.`)
    return '{{firstName|friend}}'
  })

/** Tags of Liquid and shortcodes of Hugo. A match attempt stops at the next opening tag. */
const doing = /\{%(?:(?!\{[%{]).){0,1000}?%\}|\{\{[<%](?:(?!\{[%{]).){0,1000}?[>%]\}\}/g

export const withoutMarks: Step = (text, line, { tell }) =>
  text
    .replaceAll(/==([^=\s][^=]*)==/g, '**$1**')
    .replaceAll(/\s{0,9}\{:?\s{0,9}[.#][^{}]{0,1000}\}/g, '')
    .replaceAll(doing, sign => {
      tell(line, `${sign} did something on its website, and is left out.`)
      return ''
    })
    .replaceAll(/\$\$?(?=[^$\n]{0,500}[\\^_])([^$\n]{1,500})\$\$?/g, (_, formula: string) => {
      tell(line, `The formula ${formula} cannot be shown in an email: say it in words.`)
      return formula.replaceAll(/[\\{}^_]/g, ' ').trim()
    })
