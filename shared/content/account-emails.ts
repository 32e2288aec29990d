import type { AccountEmailKey, Placeholder } from '../contracts/published-journey.ts'
import type { AccountEmailTexts, EmailTexts } from '../texts/email-texts.ts'
import type { EmailDraft } from './email-draft.ts'
import { memberFooter } from './module-emails.ts'

type AccountEmailPlan = {
  texts: AccountEmailName
  to: Placeholder
  greets?: true
  footer: 'member' | 'stranger' | 'before'
}
type AccountEmailName =
  | 'paused'
  | 'confirm'
  | 'alreadyWithUs'
  | 'privateLink'
  | 'confirmAddress'
  | 'addressChanged'

/**
 * The emails that every journey has once. Those that go to an address which nobody has confirmed greet nobody by name:
 * a stranger could have typed it.
 */
const plans: Record<AccountEmailKey, AccountEmailPlan> = {
  paused: { texts: 'paused', to: 'resumeUrl', greets: true, footer: 'member' },
  confirm: { texts: 'confirm', to: 'confirmUrl', footer: 'stranger' },
  'already-with-us': { texts: 'alreadyWithUs', to: 'preferencesUrl', footer: 'member' },
  'private-link': { texts: 'privateLink', to: 'privateUrl', footer: 'member' },
  'confirm-address': { texts: 'confirmAddress', to: 'confirmUrl', footer: 'stranger' },
  'address-changed': { texts: 'addressChanged', to: 'undoUrl', footer: 'before' },
}

/** One of these emails, for the journey of the given title. */
export function accountEmail(key: AccountEmailKey, journeyTitle: string, texts: EmailTexts): EmailDraft {
  const plan = plans[key]
  const { subject, preheader, title, paragraphs, button, after }: AccountEmailTexts =
    texts[plan.texts](journeyTitle)
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
        ? memberFooter(journeyTitle, texts)
        : { why: texts.footer[plan.footer], links: [{ text: texts.footer.privacy, to: 'privacyUrl' }] },
  }
}
