import type { EmailTexts } from '../texts/email-texts.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import type { Block, EmailDraft } from './email-draft.ts'

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
