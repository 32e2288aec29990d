import { section } from './components/section.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After the sign-up form: the same page whether we know the address or not. */
export const thanksPage = (site: Site): string => {
  const { thanks } = site.words.pages
  return messagePage(site, thanks, section(thanks.help))
}
