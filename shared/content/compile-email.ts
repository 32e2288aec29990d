import { type EmailKey, EmailTemplate, kindOfKey } from '../contracts/published-journey.ts'
import { type Placeholder, placeholders } from '../domain/email-kind.ts'
import { emailKinds } from '../domain/email-kinds.ts'
import type { EmailTexts } from '../texts/email-texts.ts'
import { type EmailDraft, type Letterhead, slot } from './email-drafts.ts'
import { unsafeFeatures } from './email-features.ts'
import { emailHtml } from './email-html.ts'
import { emailText } from './email-text.ts'
import { placeholderFaults } from './lint-placeholders.ts'
import { parseStrictly } from './markdown.ts'
import { bracketsIn, namelessIn } from './placeholders.ts'

/**
 * Lays an email out, once as HTML and once as text.
 * Throws if what comes out could not be filled in or would not hold in every mail reader: that is a fault in the
 * frame or in a words file, never an author's.
 */
export async function compileEmail(
  draft: EmailDraft,
  letterhead: Letterhead,
  texts: EmailTexts,
): Promise<EmailTemplate> {
  const { key } = draft
  const subject = typeof draft.subject === 'string' ? draft.subject : slot(draft.subject.to)
  const html = await emailHtml(draft, letterhead)
  const text = emailText(draft, letterhead, texts)
  const all = subject + html + text
  const used = placeholders.filter(name => all.includes(slot(name)))
  const faults = [
    ...unsafeFeatures(html),
    ...bracketsInWords(draft, letterhead),
    ...[subject, html, text].flatMap(strayBraces),
    ...used.filter(name => !mayAskFor(key, name)).map(name => `its kind may not ask for {{${name}}}`),
  ]
  if (faults.length > 0)
    throw new Error(
      `The email ${key} cannot be published: ${faults.join('; ')}. Mend the frame or the words of the emails.`,
    )
  const [nameless] = draft.blocks.flatMap(block =>
    block.is === 'markdown' ? namelessIn(block.markdown) : [],
  )
  return EmailTemplate.parse({
    key,
    subject,
    html,
    text,
    placeholders: used,
    ...(nameless !== undefined && { nameless }),
  })
}

/** Whether the email's kind has a value for it: whoever writes it has no module, or no private link. */
const mayAskFor = (key: EmailKey, name: Placeholder): boolean => {
  const allowed: readonly Placeholder[] = emailKinds[kindOfKey(key)].placeholders
  return allowed.includes(name)
}

/**
 * Placeholders in words. The frame alone puts placeholders into an email: what an author or a words file says may ask
 * for nobody's private link, whatever lint has overlooked.
 */
function bracketsInWords({ blocks, ...rest }: EmailDraft, letterhead: Letterhead): string[] {
  const plain = [...blocks.filter(block => block.is !== 'markdown'), rest, letterhead].flatMap(stringsIn)
  const markdown = blocks.flatMap(block => (block.is === 'markdown' ? parseStrictly(block.markdown) : []))
  return [
    ...plain.flatMap(bracketsIn).map(found => `its words hold ${found}`),
    ...placeholderFaults(markdown, { line: 1 }, { names: true }).map(({ message }) => message),
  ]
}

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Braces that the sender would not fill: it knows the placeholders of the contract and no others. */
function strayBraces(part: string): string[] {
  const rest = placeholders.reduce((left, name) => left.replaceAll(`{{${name}}}`, ''), part)
  return (rest.match(/.{0,20}(\{\{|\}\}).{0,20}/g) ?? []).map(found => `stray braces in "${found}"`)
}
