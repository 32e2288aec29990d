import type { EmailKey } from '../contracts/published-journey.ts'
import { emailKinds, type Placeholder, type SingleEmailKind } from '../domain/email-kinds.ts'
import type { EmailTexts, SingleEmailTexts } from '../texts/email-texts.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'

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

/** The email that brings a module. */
export function moduleEmail(
  journey: AuthoredJourney,
  authored: AuthoredModule,
  texts: EmailTexts,
): EmailDraft {
  const { module, subject, preheader, minutes, reflection, body } = authored
  return {
    key: `module.${module.id}`,
    subject,
    preheader,
    kicker: { text: texts.minutes(minutes), link: { text: texts.readAsPage, to: 'readUrl' } },
    blocks: [
      { is: 'title', text: module.title },
      ...inSixtySeconds(authored, texts),
      { is: 'greeting' },
      { is: 'markdown', markdown: body },
      { is: 'question', heading: texts.question, text: reflection },
      { is: 'button', text: texts.done, to: 'doneUrl' },
      { is: 'note', text: texts.afterDone },
    ],
    footer: memberFooter(journey.title, texts),
  }
}

/** The module for who has a minute, where its author has written that. */
const inSixtySeconds = ({ inShort: text }: AuthoredModule, texts: EmailTexts): Block[] =>
  text === undefined ? [] : [{ is: 'short', heading: texts.inShort, text }]

/** A short nudge about a module that came some time ago. */
export function reminderEmail(
  journey: AuthoredJourney,
  { module, minutes, reflection }: AuthoredModule,
  texts: EmailTexts,
): EmailDraft {
  const { reminder } = texts
  return {
    key: `reminder.${module.id}`,
    subject: reminder.subject(module.title),
    preheader: reminder.preheader,
    blocks: [
      { is: 'title', text: reminder.title },
      { is: 'greeting' },
      ...reminder.paragraphs(module.title, minutes).map(text => ({ is: 'paragraph' as const, text })),
      { is: 'link', text: reminder.read(module.title), to: 'readUrl' },
      { is: 'question', heading: texts.question, text: reflection },
      { is: 'button', text: texts.done, to: 'doneUrl' },
      { is: 'note', text: texts.afterDone },
      { is: 'heading', text: reminder.tooMuch },
      { is: 'paragraph', text: reminder.slowDown },
      { is: 'link', text: reminder.preferences, to: 'preferencesUrl' },
    ],
    footer: memberFooter(journey.title, texts),
  }
}

/** The foot of what goes to somebody who has signed up. */
export const memberFooter = (journey: string, { footer }: EmailTexts): EmailDraft['footer'] => ({
  why: footer.member(journey),
  links: [
    { text: footer.preferences, to: 'preferencesUrl' },
    { text: footer.unsubscribe, to: 'unsubscribeUrl' },
    { text: footer.privacy, to: 'privacyUrl' },
  ],
})

const footerOf = (kind: SingleEmailKind, journeyTitle: string, texts: EmailTexts): EmailDraft['footer'] => {
  const links = [{ text: texts.footer.privacy, to: 'privacyUrl' as const }]
  switch (emailKinds[kind].to) {
    case 'learner':
      return memberFooter(journeyTitle, texts)
    case 'asked-address':
    case 'new-address':
      return { why: texts.footer.stranger, links }
    case 'old-address':
      return { why: texts.footer.before, links }
  }
}

/** An address that nobody has confirmed is greeted by no name: a stranger could have typed it. */
const greets = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'greetingHtml')

/** An email that every version has once, for the journey of the given title. */
export function singleEmail(key: SingleEmailKind, journeyTitle: string, texts: EmailTexts): EmailDraft {
  const { words, button: to } = emailKinds[key]
  const { subject, preheader, title, paragraphs, button, after }: SingleEmailTexts =
    texts[words](journeyTitle)
  return {
    key,
    subject,
    preheader,
    blocks: [
      { is: 'title', text: title },
      ...(greets(key) ? [{ is: 'greeting' as const }] : []),
      ...paragraphs.map(text => ({ is: 'paragraph' as const, text })),
      { is: 'button', text: button, to },
      ...after.map(text => ({ is: 'note' as const, text })),
    ],
    footer: footerOf(key, journeyTitle, texts),
  }
}
