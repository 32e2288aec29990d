import type { EmailKey } from '../contracts/published-journey.ts'
import type { Placeholder } from '../domain/email-kinds.ts'

/** One part of an email. Each has one rendering as HTML and one as text, so that the two cannot drift apart. */
export type Block =
  | { is: 'title' | 'heading' | 'paragraph' | 'note'; text: string }
  | { is: 'greeting' }
  | { is: 'markdown'; markdown: string }
  | { is: 'short' | 'question'; heading: string; text: string }
  | { is: 'button'; text: string; to: Placeholder }
  | { is: 'link'; text: string; to: Placeholder }

/** An email in words, before it is laid out. */
export type EmailDraft = {
  key: EmailKey
  subject: string
  /** The line that inboxes show after the subject. */
  preheader: string
  /** Above the title, small: what this is, and a link if there is one. */
  kicker?: { text: string; link: { text: string; to: Placeholder } }
  blocks: Block[]
  /** Why the email came, and what to do about it. */
  footer: { why: string; links: { text: string; to: Placeholder }[] }
}

/** What all emails of a journey share. */
export type Letterhead = { name: string; language: string }

/** A placeholder as it stands in a template. */
export const slot = (placeholder: Placeholder): string => `{{${placeholder}}}`
