import type { EmailKey } from '../contracts/published-journey.ts'
import type { Placeholder } from '../domain/email-kind.ts'
import type { SingleEmailKind } from '../domain/email-kind-groups.ts'
import { emailKinds } from '../domain/email-kinds.ts'
import type { EmailTexts, ReminderTexts, SingleEmailTexts } from '../texts/email-texts.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { mayBeLast } from './lint-audience.ts'
import type { ShownPictures } from './markdown.ts'

/** A part of an email. It has one rendering as HTML and one as text, so that the two cannot diverge. */
export type Block =
  | { is: 'title' | 'heading' | 'paragraph' | 'note'; text: string }
  | { is: 'greeting' }
  /** The modules that the reader had. */
  | { is: 'modules' }
  /**
   * About others: the truth about recent guesses, all guesses, voices about the previous module, or the offer to meet
   * others. Each brings its own heading, and is empty if there is nothing to say.
   */
  | { is: 'mirror' | 'guesses' | 'voices' | 'round' }
  /** What a letter says about a group. */
  | { is: 'circle' }
  | { is: 'markdown'; markdown: string; pictures?: ShownPictures }
  | { is: 'short' | 'question'; heading: string; text: string }
  | { is: 'button'; text: string; to: Placeholder }
  | { is: 'link'; text: string; to: Placeholder }

/** The content of an email before layout. */
export type EmailDraft = {
  key: EmailKey
  /** A text, or a placeholder filled in for each person; `title` is then the document's title. */
  subject: string | { to: Placeholder; title: string }
  /** The preview text that inboxes show after the subject. */
  preheader: string
  /** In small type above the title: the module's position, what this is, and a link. */
  kicker?: { position?: true; text: string; link: { text: string; to: Placeholder } }
  blocks: Block[]
  /** Why the reader gets this email, and how to stop it. */
  footer: { why: string; links: { text: string; to: Placeholder }[] }
}

/** Properties that all emails of a journey share. */
export type Letterhead = { name: string; language: string }

/** The syntax of a placeholder in a template. */
export const slot = (placeholder: Placeholder): string => `{{${placeholder}}}`

/** The email that brings a module. */
export function moduleEmail(
  journey: AuthoredJourney,
  authored: AuthoredModule,
  texts: EmailTexts,
  pictures: ShownPictures,
): EmailDraft {
  const { module, subject, preheader, minutes, reflection, body } = authored
  return {
    key: `module.${module.id}`,
    subject,
    preheader,
    kicker: { position: true, text: texts.minutes(minutes), link: { text: texts.readAsPage, to: 'readUrl' } },
    blocks: [
      { is: 'title', text: module.title },
      ...inSixtySeconds(authored, texts),
      { is: 'greeting' },
      { is: 'mirror' },
      { is: 'markdown', markdown: body, pictures },
      { is: 'question', heading: texts.question, text: reflection },
      { is: 'button', text: texts.done, to: 'doneUrl' },
      { is: 'note', text: afterDone(journey, authored, texts) },
      { is: 'voices' },
    ],
    footer: memberFooter(texts.footer.member(journey.title), texts),
  }
}

/** Promises no next module if some of its readers get none. */
const afterDone = ({ modules }: AuthoredJourney, authored: AuthoredModule, texts: EmailTexts): string =>
  mayBeLast(modules, authored) ? texts.afterLastDone : texts.afterDone

/** The short version, if the author has written one. */
const inSixtySeconds = ({ inShort: text }: AuthoredModule, texts: EmailTexts): Block[] =>
  text === undefined ? [] : [{ is: 'short', heading: texts.inShort, text }]

/** A short reminder of a module, under the subject of the module's email. */
export function reminderEmail(
  journey: AuthoredJourney,
  { module, minutes, reflection }: AuthoredModule,
  texts: EmailTexts,
): EmailDraft {
  const { reminder } = texts
  return reminderOf(journey, texts, {
    key: `reminder.${module.id}`,
    words: reminder.first,
    blocks: [
      ...paragraphs(reminder.first.paragraphs(module.title, minutes)),
      { is: 'link', text: reminder.read(module.title), to: 'readUrl' },
      { is: 'question', heading: texts.question, text: reflection },
    ],
  })
}

/** Every further reminder: the module's short version, if the author has written one. */
export function shortReminderEmail(
  journey: AuthoredJourney,
  authored: AuthoredModule,
  texts: EmailTexts,
): EmailDraft {
  const { module, minutes, inShort } = authored
  if (inShort === undefined)
    return { ...reminderEmail(journey, authored, texts), key: `short-reminder.${module.id}` }
  const { reminder } = texts
  return reminderOf(journey, texts, {
    key: `short-reminder.${module.id}`,
    words: reminder.short,
    blocks: [
      ...paragraphs(reminder.short.paragraphs(module.title, minutes)),
      ...inSixtySeconds(authored, texts),
      { is: 'link', text: reminder.readAll(minutes), to: 'readUrl' },
    ],
  })
}

const paragraphs = (texts: readonly string[]): Block[] => texts.map(text => ({ is: 'paragraph', text }))

/** What all reminders share: a way to complete the module, and a way to slow down. */
function reminderOf(
  journey: AuthoredJourney,
  texts: EmailTexts,
  { key, words, blocks }: { key: EmailKey; words: ReminderTexts; blocks: Block[] },
): EmailDraft {
  const { reminder } = texts
  return {
    key,
    subject: { to: 'subject', title: words.title },
    preheader: words.preheader,
    blocks: [
      { is: 'title', text: words.title },
      { is: 'greeting' },
      { is: 'mirror' },
      ...blocks,
      { is: 'button', text: texts.done, to: 'doneUrl' },
      { is: 'note', text: texts.afterLastDone },
      { is: 'heading', text: reminder.tooMuch },
      { is: 'paragraph', text: reminder.slowDown },
      { is: 'link', text: reminder.preferences, to: 'preferencesUrl' },
    ],
    footer: memberFooter(texts.footer.member(journey.title), texts),
  }
}

/** The footer of emails to learners. */
const memberFooter = (why: string, { footer }: EmailTexts): EmailDraft['footer'] => ({
  why,
  links: [
    { text: footer.preferences, to: 'preferencesUrl' },
    { text: footer.unsubscribe, to: 'unsubscribeUrl' },
    { text: footer.privacy, to: 'privacyUrl' },
  ],
})

/** The footer of a requested link. People who have left get it too, so it does not say that they take part. */
const askedFooter = ({ footer }: EmailTexts): EmailDraft['footer'] => ({
  why: footer.asked,
  links: [
    { text: footer.unsubscribe, to: 'unsubscribeUrl' },
    { text: footer.privacy, to: 'privacyUrl' },
  ],
})

const isOfMember = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'preferencesUrl')

const whyTo = (kind: SingleEmailKind, journeyTitle: string, { footer }: EmailTexts): string =>
  emailKinds[kind].of === 'journey' ? footer.member(journeyTitle) : footer.learner

const footerOf = (kind: SingleEmailKind, journeyTitle: string, texts: EmailTexts): EmailDraft['footer'] => {
  const links = [{ text: texts.footer.privacy, to: 'privacyUrl' as const }]
  switch (emailKinds[kind].to) {
    case 'learner':
      return isOfMember(kind) ? memberFooter(whyTo(kind, journeyTitle, texts), texts) : askedFooter(texts)
    case 'asked-address':
    case 'new-address':
      return { why: texts.footer.stranger, links }
    case 'old-address':
      return { why: texts.footer.before, links }
  }
}

/** An address that nobody has confirmed is not greeted by name, because a stranger may have typed it. */
const greets = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'greetingHtml')

const saysOfGroup = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'circleHtml')

/** An email that every version has once, for a journey with this title. */
export function singleEmail(
  key: SingleEmailKind,
  { title: journeyTitle, end }: Pick<AuthoredJourney, 'title' | 'end'>,
  texts: EmailTexts,
): EmailDraft {
  const { words, button: to } = emailKinds[key]
  const {
    subject,
    preheader,
    title,
    paragraphs: above,
    button,
    after,
  }: SingleEmailTexts = texts[words](journeyTitle)
  return {
    key,
    subject,
    preheader,
    blocks: [
      { is: 'title', text: title },
      ...(greets(key) ? [{ is: 'greeting' as const }] : []),
      ...(key === 'paused' ? [{ is: 'mirror' as const }] : []),
      ...paragraphs(above),
      ...(key === 'finished'
        ? [
            { is: 'modules' as const },
            ...paragraphs(end === undefined ? [] : [end]),
            { is: 'guesses' as const },
          ]
        : []),
      ...(saysOfGroup(key) ? [{ is: 'circle' as const }] : []),
      { is: 'button', text: button, to },
      ...after.map(text => ({ is: 'note' as const, text })),
      ...(key === 'finished' ? [{ is: 'round' as const }] : []),
    ],
    footer: footerOf(key, journeyTitle, texts),
  }
}
