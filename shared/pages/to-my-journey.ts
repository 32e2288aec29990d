import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import type { Html } from '../web/html.ts'
import { messageLink } from './messages.ts'
import type { Site } from './site.ts'

/**
 * The link to “My journey” at the end of a page.
 * @param token of a link that opens it.
 */
export const toMyJourney = ({ texts }: Site, token: string): Html =>
  messageLink(`/my-journey?t=${encodeURIComponent(token)}`, myJourneyTextsFor(texts.language).title)
