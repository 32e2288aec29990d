import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/** After leaving, by the unsubscribe button or from the preferences, with the way back. */
export const leftPage = (site: Site): string => {
  const { left } = site.words.pages
  return messagePage(site, left, wayOn('/', left.back))
}
