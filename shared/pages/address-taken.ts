import { messagePage } from './message.ts'
import type { Site } from './site.ts'

/** For whoever confirms a new address that leads to another person already. */
export const addressTakenPage = (site: Site): string => messagePage(site, site.texts.pages.addressTaken)
