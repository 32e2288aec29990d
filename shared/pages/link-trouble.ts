import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/**
 * Why a link does nothing: its time is over, it is broken or meant for something else, a newer sign-up replaced it, or
 * what it asked for was replaced or taken back.
 */
export type LinkTrouble = 'expired' | 'wrong' | 'replaced' | 'withdrawn'

/** For a link that no longer works: what that means, and what to do next. */
export const linkTroublePage = (site: Site, trouble: LinkTrouble): string => {
  const { link } = site.words.pages
  return messagePage(site, link[trouble], wayOn('/', link.signUp))
}
