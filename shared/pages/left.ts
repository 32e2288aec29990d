import type { OutcomeOf } from '../domain/decide.ts'
import { messagePage, wayOn } from './message.ts'
import { type Site, signUpUrl } from './site.ts'

/** After leaving, by the unsubscribe button or from the preferences, with the way back. @param token of the link. */
export const leftPage = (site: Site, outcome: OutcomeOf<'Leave'>, token?: string): string => {
  const { left } = site.texts.pages
  return messagePage(site, left[outcome], wayOn(signUpUrl(token), left.back))
}
