import type { LetterKey, Placeholder } from '../contracts/published-journey.ts'
import type { EmailWords, LetterWords } from '../words/email-words.ts'
import type { EmailDraft } from './email-draft.ts'
import { memberFooter } from './module-emails.ts'

type LetterPlan = {
  words: LetterName
  to: Placeholder
  greets?: true
  footer: 'member' | 'stranger' | 'before'
}
type LetterName = 'paused' | 'confirm' | 'alreadyWithUs' | 'privateLink' | 'confirmAddress' | 'addressChanged'

/**
 * The emails that every journey has once. Those that go to an address which nobody has confirmed greet nobody by name:
 * a stranger could have typed it.
 */
const plans: Record<LetterKey, LetterPlan> = {
  paused: { words: 'paused', to: 'resumeUrl', greets: true, footer: 'member' },
  confirm: { words: 'confirm', to: 'confirmUrl', footer: 'stranger' },
  'already-with-us': { words: 'alreadyWithUs', to: 'preferencesUrl', footer: 'member' },
  'private-link': { words: 'privateLink', to: 'privateUrl', footer: 'member' },
  'confirm-address': { words: 'confirmAddress', to: 'confirmUrl', footer: 'stranger' },
  'address-changed': { words: 'addressChanged', to: 'undoUrl', footer: 'before' },
}

/** One of these emails, for the journey of the given title. */
export function letter(key: LetterKey, journeyTitle: string, words: EmailWords): EmailDraft {
  const plan = plans[key]
  const { subject, preheader, title, paragraphs, button, after }: LetterWords =
    words[plan.words](journeyTitle)
  return {
    key,
    subject,
    preheader,
    blocks: [
      { is: 'title', text: title },
      ...(plan.greets ? [{ is: 'greeting' as const }] : []),
      ...paragraphs.map(text => ({ is: 'paragraph' as const, text })),
      { is: 'button', text: button, to: plan.to },
      ...after.map(text => ({ is: 'note' as const, text })),
    ],
    footer:
      plan.footer === 'member'
        ? memberFooter(journeyTitle, words)
        : { why: words.footer[plan.footer], links: [{ text: words.footer.privacy, to: 'privacyUrl' }] },
  }
}
