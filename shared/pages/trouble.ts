import type { Trouble } from '../texts/page-texts.ts'
import { messagePage, wayOn } from './message.ts'
import type { Site } from './site.ts'

/** A refusal or a fault, told gently, with what to do. */
export const troublePage = (site: Site, trouble: Trouble): string =>
  messagePage(site, site.texts.pages.troubles[trouble], wayOn('/', site.texts.pages.home))
