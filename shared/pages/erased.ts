import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After erasing. */
export const erasedPage = (site: Site): string => messagePage(site, site.words.pages.erased)
