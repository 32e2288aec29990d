import type { ErasePress } from '../texts/account-texts.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { messagePage } from './messages.ts'
import type { Site } from './site.ts'

/** Shown when the new address to confirm belongs to another person. */
export const addressTakenPage = (site: Site): string =>
  messagePage(site, accountTextsFor(site.texts.language).addressTaken)

/** What was confirmed. */
export type ConfirmedView =
  | {
      what: 'sign-up'
      outcome: 'done-before' | 'in-already'
      /** No email can reach them. */
      isUnreachable?: boolean
    }
  | {
      what: 'sign-up'
      outcome: 'joined' | 'completed-before'
      /** The title of the journey that the sign-up asked for. */
      journey: string
      /** No email can reach them. */
      isUnreachable?: boolean
    }
  | { what: 'address' | 'undo-address' }

/** After the button on the confirmation page. */
export function confirmedPage(site: Site, view: ConfirmedView): string {
  const { unreachable } = site.texts.pages
  const { confirmed, addressConfirmed, addressUndone } = accountTextsFor(site.texts.language)
  if (view.what !== 'sign-up')
    return messagePage(site, view.what === 'address' ? addressConfirmed : addressUndone)
  if (view.isUnreachable)
    return messagePage(site, { title: unreachable.title, paragraphs: [unreachable.text] })
  return messagePage(
    site,
    'journey' in view ? confirmed[view.outcome](view.journey) : confirmed[view.outcome],
  )
}

/** The result of a press on "erase". */
export const erasedPage = (site: Site, pressed: ErasePress): string =>
  messagePage(site, accountTextsFor(site.texts.language).erased[pressed])
