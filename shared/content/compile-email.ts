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
import { bracketsIn, nameSubstitutesIn } from './placeholders.ts'

/**
 * Renders an email as HTML and as text.
 * @throws if the result could not be filled in or would break in some mail program. That is a fault in the frame or
 * the texts, never an author's.
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
    block.is === 'markdown' ? nameSubstitutesIn(block.markdown) : [],
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

/** Whether the email's kind has a value for the placeholder. */
const mayAskFor = (key: EmailKey, name: Placeholder): boolean => {
  const allowed: readonly Placeholder[] = emailKinds[kindOfKey(key)].placeholders
  return allowed.includes(name)
}

/**
 * Placeholders in texts. Only the frame adds placeholders to an email. An author's or translator's text must not be
 * able to insert a private link, whatever the linter has missed.
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

/** Braces that the sender would not fill, because they are no placeholder of the contract. */
function strayBraces(part: string): string[] {
  const rest = placeholders.reduce((left, name) => left.replaceAll(`{{${name}}}`, ''), part)
  return (rest.match(/.{0,20}(\{\{|\}\}).{0,20}/g) ?? []).map(found => `stray braces in "${found}"`)
}
