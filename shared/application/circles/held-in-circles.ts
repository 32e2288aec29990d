import { type GroupOfSomebody, groupsOf } from '../../domain/circles/groups-of.ts'
import type { Instant, JourneyId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import { roundsKept } from '../../store/rounds.ts'
import { type CannotRead, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { GroupPageReads } from './group-page.ts'

/** What somebody showed of themselves in a round. */
interface OwnEntry {
  journeyId: JourneyId
  round: string
  joinedAt: Instant
  name: string
  sector: string
  work: string
  parts: readonly string[]
}

/** A group that was proposed to somebody, or a circle, as far as it is about them. */
type OwnGroup =
  | { group: string; said: 'yes' | 'no' | 'nothing' }
  | { group: string; worth?: string; isHost: boolean }

/** What is held about somebody beside their own rows, because they joined rounds of circles. */
export interface HeldInCircles {
  joined: readonly OwnEntry[]
  groups: readonly OwnGroup[]
  /** How many they chose not to be put together with; who these are is nobody's to take away. */
  apartFrom: number
}

/** When it is taken away, and who is told of what of it cannot be read. */
interface Taking {
  now: Instant
  cannotRead: CannotRead
}

async function entriesOf(
  { rounds }: Pick<GroupPageReads, 'rounds'>,
  { id, enrolments }: Learner,
  { now, cannotRead }: Taking,
): Promise<OwnEntry[]> {
  const all = Object.keys(enrolments).flatMap(journeyId =>
    roundsKept(now).map(async round => {
      const entry = await unlessUnreadable(rounds.find({ journeyId, id: round }, id), cannotRead)
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
  { cannotRead }: Taking,
): Promise<OwnGroup[]> {
  const [proposal, circle] = await Promise.all([
    unlessUnreadable(proposals.find(group), cannotRead),
    unlessUnreadable(circles.find(group), cannotRead),
  ])
  const invited = proposal?.state.invited.find(({ id }) => id === own)
  if (invited) return [{ group, said: invited.says ?? 'nothing' }]
  const member = circle?.state.members.find(({ id }) => id === own)
  if (!member) return []
  return [{ group, isHost: circle?.state.host === own, ...(member.worth && { worth: member.worth }) }]
}

/** What somebody showed, said and chose in circles; nothing of anybody else. */
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
