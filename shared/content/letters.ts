import type { LetterKey, Placeholder } from '../contracts/published-journey.ts'
import type { EmailWords, LetterWords } from '../words/email-words.ts'
import type { EmailDraft } from './email-draft.ts'
import { memberFooter } from './module-emails.ts'

type LetterPlan = { words: LetterName; to: Placeholder; greets?: true; toMember: boolean }
type LetterName = 'paused' | 'confirm' | 'alreadyWithUs' | 'privateLink' | 'confirmAddress'

/**
 * The emails that every journey has once. Those that go to an address which nobody has confirmed greet nobody by name:
 * a stranger could have typed it.
 */
const plans: Record<LetterKey, LetterPlan> = {
  paused: { words: 'paused', to: 'resumeUrl', greets: true, toMember: true },
  confirm: { words: 'confirm', to: 'confirmUrl', toMember: false },
  'already-with-us': { words: 'alreadyWithUs', to: 'preferencesUrl', toMember: true },
  'private-link': { words: 'privateLink', to: 'privateUrl', toMember: true },
  'confirm-address': { words: 'confirmAddress', to: 'confirmUrl', toMember: false },
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
    footer: plan.toMember
      ? memberFooter(journeyTitle, words)
      : { why: words.footer.stranger, links: [{ text: words.footer.privacy, to: 'privacyUrl' }] },
  }
}
