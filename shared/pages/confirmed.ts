import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** What was confirmed, and by whom. */
export type ConfirmedView =
  | {
      what: 'sign-up'
      outcome: 'done' | 'done-before' | 'in-already'
      /** Nothing can be emailed to them. */
      isUnreachable?: boolean
    }
  | { what: 'address' | 'undo-address' }

/** After the button on the confirmation page. */
export function confirmedPage(site: Site, view: ConfirmedView): string {
  const { confirmed, addressConfirmed, addressUndone, unreachable } = site.texts.pages
  if (view.what !== 'sign-up')
    return messagePage(site, view.what === 'address' ? addressConfirmed : addressUndone)
  if (view.isUnreachable)
    return messagePage(site, { title: unreachable.title, paragraphs: [unreachable.text] })
  return messagePage(site, confirmed[view.outcome])
}
