import type { LinkTrouble } from '../texts/page-texts.ts'
import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/** For a link that does nothing: what that means, and what to do next. */
export const linkTroublePage = (site: Site, trouble: LinkTrouble): string => {
  const { link } = site.texts.pages
  return messagePage(site, link[trouble], wayOn('/', link.signUp))
}
