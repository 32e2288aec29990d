import { type Standing, standingsIn } from '../../shared/application/circles/standing.ts'
import type { JourneyId } from '../../shared/domain/ids.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import type { OwnGroup } from '../../shared/pages/own-groups.ts'
import { type OnUnreadable, unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import type { Held, LearnerReads } from './behind-link.ts'
import { lastDayAhead } from './last-day.ts'

type Opened = Held<'preferences' | 'private'>

/** A group's page names others, so only a private link leads there. “My journey” opens from every email. */
function urlOf({ links }: LearnerReads, { link }: Opened, group: string): { url?: string } {
  if (link.purpose !== 'private') return {}
  const { expiresAt: _, ...who } = link
  return { url: `/circles?t=${links.token({ ...who, purpose: 'circle', group })}` }
}

/** The learner's groups as “My journey” shows them; none for a person who was removed from circles. */
export async function ownGroups(
  reads: LearnerReads,
  held: Opened,
  { id, zone }: Pick<Journey, 'zone'> & { id: JourneyId },
): Promise<OwnGroup[]> {
  const { learner } = held.holder
  const own: OwnGroup[] = []
  const onUnreadable: OnUnreadable = row => {
    own.push({ is: 'unread' })
    reads.onUnreadable(row)
  }
  const bars = await unlessUnreadable(reads.bars(learner.id), onUnreadable)
  if (!bars) return own
  if (bars.circles !== undefined) return []
  const standings = await standingsIn({ groups: await reads.groups(), onUnreadable }, learner, id)
  const shown = ({ is, group, until }: Standing): OwnGroup => {
    const url = urlOf(reads, held, group)
    const day = lastDayAhead(until, reads.clock.now(), zone)
    return { is, ...(day !== undefined && { day }), ...url }
  }
  return [...standings.map(shown), ...own]
}
