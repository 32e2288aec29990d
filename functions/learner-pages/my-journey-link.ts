import type { LinkOf } from '../../shared/contracts/link.ts'

type Opened = LinkOf<'module' | 'circle' | 'welcome' | 'preferences' | 'private'>

/**
 * The link to “my journey” for the holder of another link. It shows no more than any email's link does; private data
 * stay behind the private link.
 */
export function myJourneyLink(link: Opened): LinkOf<'preferences' | 'private'> {
  if (link.purpose === 'preferences' || link.purpose === 'private') return link
  const { learnerId, epoch, addressVersion, mailedAt } = link
  return {
    purpose: 'preferences',
    learnerId,
    epoch,
    ...(addressVersion !== undefined && { addressVersion }),
    ...(mailedAt !== undefined && { mailedAt }),
  }
}
