import { questionPage } from './message.ts'
import type { Site } from './site.ts'

/** The token that the button posts, and what it confirms. */
export interface ConfirmView {
  token: string
  what: 'sign-up' | 'address' | 'undo-address'
}

/** What the button in the confirmation email opens. Nothing is confirmed before the button here is pressed. */
export const confirmPage = (site: Site, { token, what }: ConfirmView): string => {
  const { confirm, confirmAddress, undoAddress } = site.words.pages
  const question = { 'sign-up': confirm, address: confirmAddress, 'undo-address': undoAddress }[what]
  return questionPage(site, question, { to: '/confirm', hidden: { t: token } })
}
