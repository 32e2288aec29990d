import type { ConfirmView } from './confirm.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** What was confirmed, and by whom. */
export interface ConfirmedView extends Pick<ConfirmView, 'what'> {
  /** Nothing can be emailed to them. */
  isUnreachable?: boolean
}

/** After the button on the confirmation page. */
export function confirmedPage(site: Site, { what, isUnreachable }: ConfirmedView): string {
  const { confirmed, addressConfirmed, unreachable } = site.words.pages
  if (isUnreachable) return messagePage(site, { title: unreachable.title, paragraphs: [unreachable.text] })
  return messagePage(site, what === 'sign-up' ? confirmed : addressConfirmed)
}
