import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** After asking for the private link, or for a change of address: what to look for, and in which inbox. */
export const mailedPage = (site: Site, what: 'private-link' | 'confirm-address'): string =>
  messagePage(site, what === 'private-link' ? site.texts.pages.privateLinkSent : site.texts.pages.addressSent)
