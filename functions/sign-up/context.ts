import type { Clock } from '../../shared/adapters/clock.ts'
import type { JourneyLibrary } from '../../shared/application/journey-library.ts'
import type { ShelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { InvitationStore } from '../../shared/store/invitations.ts'
import type { SentPageStore } from '../../shared/store/sent-pages.ts'
import type { OtherWebsites } from '../../shared/web/cross-site.ts'

/** The configuration of this function. */
export interface SignUpContext {
  site: Site
  defaultJourney: JourneyId
  /** Websites that may post the form. */
  otherWebsites: OtherWebsites
  /** Prefixes of addresses to which a form may send people back. */
  returnUrls: readonly string[]
  stylesheet: string
  openApi: string
  /** Where to report a security problem: an email address, or the address of a page. */
  securityContact: string
  clock: Pick<Clock, 'now'>
}

/** The dependencies of GET. */
export interface SignUpReads {
  library: Pick<JourneyLibrary, 'head' | 'list' | 'page' | 'snapshot' | 'together'>
  shelfLibrary: Pick<ShelfLibrary, 'shelf'>
  sentPages: Pick<SentPageStore, 'find'>
  invitations: Pick<InvitationStore, 'find'>
}
