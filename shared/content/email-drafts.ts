import type { EmailKey } from '../contracts/published-journey.ts'
import type { Placeholder } from '../domain/email-kind.ts'
import type { SingleEmailKind } from '../domain/email-kind-groups.ts'
import { emailKinds } from '../domain/email-kinds.ts'
import type { EmailTexts, ReminderTexts, SingleEmailTexts } from '../texts/email-texts.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { mayBeLast } from './lint-audience.ts'
import type { ShownPictures } from './markdown.ts'

/** One part of an email. Each has one rendering as HTML and one as text, so that the two cannot drift apart. */
export type Block =
  | { is: 'title' | 'heading' | 'paragraph' | 'note'; text: string }
  | { is: 'greeting' }
  /** The modules that its reader had. */
  | { is: 'modules' }
  /**
   * Of others: the truth about what its reader guessed lately, all their guesses, voices about the module before, or how to meet
   * some of them. Each has its own heading where it needs one, and is nothing where there is nothing to say.
   */
  | { is: 'mirror' | 'guesses' | 'voices' | 'round' }
  /** What a letter says of a group. */
  | { is: 'circle' }
  | { is: 'markdown'; markdown: string; pictures?: ShownPictures }
  | { is: 'short' | 'question'; heading: string; text: string }
  | { is: 'button'; text: string; to: Placeholder }
  | { is: 'link'; text: string; to: Placeholder }

/** An email in words, before it is laid out. */
export type EmailDraft = {
  key: EmailKey
  /** In words; or filled in for each person, and then `title` names the document. */
  subject: string | { to: Placeholder; title: string }
  /** The line that inboxes show after the subject. */
  preheader: string
  /** Above the title, small: the module's place in the journey, what this is, and a link. */
  kicker?: { position?: true; text: string; link: { text: string; to: Placeholder } }
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

/** No next module is promised where some of its readers get none. */
const afterDone = ({ modules }: AuthoredJourney, authored: AuthoredModule, texts: EmailTexts): string =>
  mayBeLast(modules, authored) ? texts.afterLastDone : texts.afterDone

/** The module for who has a minute, where its author has written that. */
const inSixtySeconds = ({ inShort: text }: AuthoredModule, texts: EmailTexts): Block[] =>
  text === undefined ? [] : [{ is: 'short', heading: texts.inShort, text }]

/** A short nudge about a module that came some time ago, under the subject that it had. */
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

/** Every further one: the module in one minute, where its author has written that. */
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

/** What all reminders have: a way to be done with the module, and a way to slow down. */
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

/** The foot of what goes to somebody who has signed up. */
const memberFooter = (why: string, { footer }: EmailTexts): EmailDraft['footer'] => ({
  why,
  links: [
    { text: footer.preferences, to: 'preferencesUrl' },
    { text: footer.unsubscribe, to: 'unsubscribeUrl' },
    { text: footer.privacy, to: 'privacyUrl' },
  ],
})

/** Whoever has left gets this one, too: nothing in it says that they take part. */
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

/** An address that nobody has confirmed is greeted by no name: a stranger could have typed it. */
const greets = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'greetingHtml')

const saysOfGroup = (kind: SingleEmailKind): boolean =>
  emailKinds[kind].placeholders.some(placeholder => placeholder === 'circleHtml')

/** An email that every version has once, for the journey of the given title. */
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
