import type { LinkTrouble } from '../texts/page-texts.ts'
import { messagePage, wayOn } from './message.ts'
import { type Site, signUpUrl } from './site.ts'

/**
 * For a link that does nothing: what that means, and what to do next.
 * @param token of the link, where it is ours.
 */
export const linkTroublePage = (site: Site, trouble: LinkTrouble, token?: string): string => {
  const { link } = site.texts.pages
  return messagePage(site, link[trouble], wayOn(signUpUrl(token), link.signUp))
}
