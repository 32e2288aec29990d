import type { EmailWords } from '../words/email-words.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import type { EmailDraft } from './email-draft.ts'

/** The email that brings a module. */
export function moduleEmail(
  journey: AuthoredJourney,
  authored: AuthoredModule,
  words: EmailWords,
): EmailDraft {
  const { module, subject, preheader, minutes, reflection, body } = authored
  return {
    key: `module.${module.id}`,
    subject,
    preheader,
    kicker: { text: words.minutes(minutes), link: { text: words.readAsPage, to: 'readUrl' } },
    blocks: [
      { is: 'title', text: module.title },
      { is: 'greeting' },
      { is: 'markdown', markdown: body },
      { is: 'question', heading: words.question, text: reflection },
      { is: 'button', text: words.done, to: 'doneUrl' },
      { is: 'note', text: words.afterDone },
    ],
    footer: memberFooter(journey.title, words),
  }
}

/** A short nudge about a module that came some time ago. */
export function reminderEmail(
  journey: AuthoredJourney,
  { module, minutes, reflection }: AuthoredModule,
  words: EmailWords,
): EmailDraft {
  const { reminder } = words
  return {
    key: `reminder.${module.id}`,
    subject: reminder.subject(module.title),
    preheader: reminder.preheader,
    blocks: [
      { is: 'title', text: reminder.title },
      { is: 'greeting' },
      ...reminder.paragraphs(module.title, minutes).map(text => ({ is: 'paragraph' as const, text })),
      { is: 'link', text: reminder.read(module.title), to: 'readUrl' },
      { is: 'question', heading: words.question, text: reflection },
      { is: 'button', text: words.done, to: 'doneUrl' },
      { is: 'note', text: words.afterDone },
      { is: 'heading', text: reminder.tooMuch },
      { is: 'paragraph', text: reminder.slowDown },
      { is: 'link', text: reminder.preferences, to: 'preferencesUrl' },
    ],
    footer: memberFooter(journey.title, words),
  }
}

/** The foot of what goes to somebody who has signed up. */
export const memberFooter = (journey: string, { footer }: EmailWords): EmailDraft['footer'] => ({
  why: footer.member(journey),
  links: [
    { text: footer.preferences, to: 'preferencesUrl' },
    { text: footer.unsubscribe, to: 'unsubscribeUrl' },
    { text: footer.privacy, to: 'privacyUrl' },
  ],
})
