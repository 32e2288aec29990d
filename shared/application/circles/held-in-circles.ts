import { type GroupOfSomebody, groupsOf } from '../../domain/circles/groups-of.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import { roundsKept } from '../../store/rounds.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { GroupPageReads } from './group-page.ts'

/** What the learner showed of themselves in a round. */
interface OwnEntry {
  journeyId: JourneyId
  round: string
  joinedAt: Instant
  name: string
  sector: string
  work: string
  parts: readonly string[]
}

/** The learner's own part in a proposal or circle. */
type OwnGroup =
  | { group: string; said: 'yes' | 'no' | 'nothing' }
  | { group: string; worth?: string; isHost: boolean }

/** The data held about a learner outside their own rows because they joined rounds. */
export interface HeldInCircles {
  joined: readonly OwnEntry[]
  groups: readonly OwnGroup[]
  /** The number of people they chose not to meet. Who these are is personal data of others. */
  apartFrom: number
}

/** When the data is exported, and the report for what cannot be read. */
interface Taking {
  now: Instant
  onUnreadable: OnUnreadable
}

async function entriesOf(
  { rounds }: Pick<GroupPageReads, 'rounds'>,
  { id, enrolments }: Learner,
  { now, onUnreadable }: Taking,
): Promise<OwnEntry[]> {
  const all = Object.keys(enrolments).flatMap(journeyId =>
    roundsKept(now).map(async round => {
      const entry = await unlessUnreadable(rounds.find({ journeyId, id: round }, id), onUnreadable)
      if (!entry) return []
      const { card, at, parts } = entry
      return [{ journeyId, round, joinedAt: at, ...card, parts }]
    }),
  )
  return (await Promise.all(all)).flat()
}

async function ownPart(
  { proposals, circles }: Pick<GroupPageReads, 'proposals' | 'circles'>,
  { group }: GroupOfSomebody,
  { id: own }: Learner,
  { onUnreadable }: Taking,
): Promise<OwnGroup[]> {
  const [proposal, circle] = await Promise.all([
    unlessUnreadable(proposals.find(group), onUnreadable),
    unlessUnreadable(circles.find(group), onUnreadable),
  ])
  const invited = proposal?.state.invited.find(({ id }) => id === own)
  if (invited) return [{ group, said: invited.says ?? 'nothing' }]
  const member = circle?.state.members.find(({ id }) => id === own)
  if (!member) return []
  return [{ group, isHost: circle?.state.host === own, ...(member.worth && { worth: member.worth }) }]
}

/**
 * What a learner showed, said and chose in circles, and nothing of anybody else. Undefined if they never joined a
 * round.
 */
export async function heldInCircles(
  groups: GroupPageReads,
  learner: Learner,
  taking: Taking,
): Promise<HeldInCircles | undefined> {
  const all = [...new Map(groupsOf(learner).groups.map(one => [one.group, one])).values()]
  const [joined, parts, { notWith }] = await Promise.all([
    entriesOf(groups, learner, taking),
    Promise.all(all.map(one => ownPart(groups, one, learner, taking))),
    groups.ties.of(learner.id),
  ])
  const isNone = joined.length === 0 && parts.flat().length === 0 && notWith.length === 0
  return isNone ? undefined : { joined, groups: parts.flat(), apartFrom: notWith.length }
}
