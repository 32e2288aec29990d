import type { EmailTexts } from '../texts/email-texts.ts'
import { wrap } from '../texts/wrap.ts'
import { type Block, type EmailDraft, type Letterhead, slot } from './email-drafts.ts'
import { markdownToText, underlined } from './markdown-text.ts'

/**
 * Renders an email as plain text, with the same texts in the same order as its HTML. Addresses are on lines of their
 * own.
 */
export function emailText(draft: EmailDraft, letterhead: Letterhead, texts: EmailTexts): string {
  const { kicker, blocks, footer } = draft
  const parts = [
    wrap(letterhead.name),
    ...(kicker?.position ? [slot('position')] : []),
    ...(kicker ? [wrap(kicker.text), address(kicker.link)] : []),
    ...blocks.map(block => blockToText(block, texts)),
    '---',
    wrap(footer.why),
    ...footer.links.map(address),
  ]
  return `${withoutGaps(parts.join('\n\n'))}\n`
}

/** Parts that may be empty bring the blank lines around them. */
const withoutGaps = (text: string): string =>
  text.replaceAll(/\n\n(\{\{(?:mirror|guesses|voices|round)Text\}\})\n\n/g, '\n$1\n')

const address = ({ text, to }: EmailDraft['footer']['links'][number]): string => `${wrap(text)}:\n${slot(to)}`

function blockToText(block: Block, texts: EmailTexts): string {
  switch (block.is) {
    case 'title':
      return underlined(block.text, '=')
    case 'heading':
      return underlined(block.text, '-')
    case 'greeting':
      return slot('greetingText')
    case 'modules':
      return slot('modulesText')
    case 'mirror':
    case 'guesses':
    case 'voices':
    case 'round':
    case 'circle':
      return slot(`${block.is}Text`)
    case 'markdown':
      return markdownToText(block.markdown, texts.picture, {
        slot: slot('firstNameText'),
        ...(block.pictures && { pictures: block.pictures }),
      })
    case 'short':
    case 'question':
      return `${underlined(block.heading, '-')}\n\n${wrap(block.text)}`
    case 'button':
    case 'link':
      return address(block)
    default:
      return wrap(block.text)
  }
}
