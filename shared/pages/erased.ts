import type { ErasePress } from '../texts/page-texts.ts'
import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After a press on "erase": what became of it. */
export const erasedPage = (site: Site, pressed: ErasePress): string =>
  messagePage(site, site.texts.pages.erased[pressed])
