import type { ConfirmView } from './confirm.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After the button on the confirmation page. */
export const confirmedPage = (site: Site, { what }: Pick<ConfirmView, 'what'>): string =>
  messagePage(site, what === 'sign-up' ? site.words.pages.confirmed : site.words.pages.addressConfirmed)
