import type { ErasePress } from '../words/page-words.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After a press on "erase": what became of it. */
export const erasedPage = (site: Site, pressed: ErasePress): string =>
  messagePage(site, site.words.pages.erased[pressed])
