import type { Trouble } from '../words/page-words.ts'
import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/** A refusal or a fault, told gently, with what to do. */
export const troublePage = (site: Site, trouble: Trouble): string =>
  messagePage(site, site.words.pages.troubles[trouble], wayOn('/', site.words.pages.home))
