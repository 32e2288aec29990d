import { emailKinds, type SingleEmailKind } from '../domain/email-kinds.ts'
import type { EmailTexts, SingleEmailTexts } from '../texts/email-texts.ts'
import type { EmailDraft } from './email-draft.ts'
import { memberFooter } from './module-emails.ts'

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
