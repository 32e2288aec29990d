import type { OutcomeOf } from '../domain/decide.ts'
import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/** After leaving, by the unsubscribe button or from the preferences, with the way back. */
export const leftPage = (site: Site, outcome: OutcomeOf<'Leave'>): string => {
  const { left } = site.texts.pages
  return messagePage(site, left[outcome], wayOn('/', left.back))
}
