import { inParallel } from '../../../shared/application/circles/in-parallel.ts'
import { type Circle, reportersOf } from '../../../shared/domain/circles/circle.ts'
import { week } from '../../../shared/domain/duration.ts'
import type { Instant, JourneyId, LearnerId } from '../../../shared/domain/ids.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'
import { allWaitingGroups, circleReports, circleStore, proposalStore } from '../../../shared/store/circles.ts'
import {
  type JourneyCirclesStore,
  journeyCirclesStore,
  noCircles,
} from '../../../shared/store/journey-circles.ts'
import { unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
import type { OperatorDeps } from '../deps.ts'

/** The state of circles in a journey. */
export interface JourneyListed {
  journey: JourneyId
  isOn: boolean
  /** In a restored table, circles are off until an operator turns them on. */
  isRestored: boolean
  smallestPool: number
  /** Why it cannot be read whether they are on; they count as off. */
  unreadable?: string
}

/** A member of a group. What they said to a proposal is not shown. */
interface PersonListed {
  learner: LearnerId
  sector: Sector
  isGone?: true
  /** They reported the circle, and nobody has settled it. */
  hasReported?: true
}

/** A proposal or a circle, without names and addresses. */
export interface GroupListed {
  id: string
  state: 'proposed' | 'closed' | 'introduced' | 'reported' | 'ended'
  since: Instant
  people: readonly PersonListed[]
}

/** Reported groups wait for an operator, and come first. */
export const isReported = ({ state }: GroupListed): boolean => state === 'reported'

/** Everything about circles that operators see. */
export interface CirclesListed {
  journeys: readonly JourneyListed[]
  /** Open reports, oldest first. */
  reports: readonly { id: string; since: Instant }[]
  /** Active proposals and circles: reported ones first, oldest report first; then the newest. */
  groups: readonly GroupListed[]
  /** Groups that this version cannot read, each with the reason. */
  unreadable: readonly string[]
}

/** The most reports that are counted; nobody reads more in a day. */
export const reportsCounted = 100
/** Every active group is due within this time, in milliseconds. */
const farthest = 13 * week

const person = ({ id, sector, isGone }: { id: LearnerId; sector: Sector; isGone?: true | undefined }) => ({
  learner: id,
  sector,
  ...(isGone && { isGone }),
})

const member = (circle: Circle) => (one: Circle['members'][number]) => ({
  ...person(one),
  ...(reportersOf(circle).includes(one.id) && { hasReported: true as const }),
})

function circleState({ reportedAt, endedAt, at }: Circle): Pick<GroupListed, 'state' | 'since'> {
  if (reportedAt !== undefined) return { state: 'reported', since: reportedAt }
  return endedAt === undefined ? { state: 'introduced', since: at } : { state: 'ended', since: endedAt }
}

/**
 * A group by its id; undefined if it does not exist any more.
 * @throws UnreadableRow
 */
export async function findGroup({ table }: OperatorDeps, id: string): Promise<GroupListed | undefined> {
  const [circle, proposal] = await Promise.all([circleStore(table).find(id), proposalStore(table).find(id)])
  if (circle)
    return { id, ...circleState(circle.state), people: circle.state.members.map(member(circle.state)) }
  if (!proposal) return undefined
  const { at, closedAt, invited } = proposal.state
  const state = closedAt === undefined ? { state: 'proposed' as const, since: at } : undefined
  return {
    id,
    ...(state ?? { state: 'closed' as const, since: closedAt ?? at }),
    people: invited.map(person),
  }
}

/** Orders reported groups before others, so that they are never hidden below new proposals. */
function reportsFirst(a: GroupListed, b: GroupListed): number {
  const newer = b.since - a.since
  return (
    Number(isReported(b)) - Number(isReported(a)) ||
    (isReported(a) ? -newer : newer) ||
    a.id.localeCompare(b.id, 'en', { numeric: true })
  )
}

async function journeyListed(store: JourneyCirclesStore, journey: JourneyId): Promise<JourneyListed> {
  let unreadable: string | undefined
  const read = await unlessUnreadable(store.of(journey), ({ message }) => {
    unreadable = message
  })
  const { isOn, isRestored, smallestPool } = read ?? noCircles(journey)
  return { journey, isOn, isRestored, smallestPool, ...(unreadable !== undefined && { unreadable }) }
}

/** Reads the state of circles in each published journey, the reports, and the active groups. */
export async function listCircles(deps: OperatorDeps): Promise<CirclesListed> {
  const { table, library, clock } = deps
  const [store, heads, now] = [journeyCirclesStore(table), await library.list(), clock.now()]
  const journeys = await Promise.all(heads.map(({ journey }) => journeyListed(store, journey.id)))
  const reports = await circleReports(table)(now, reportsCounted)
  const groups: GroupListed[] = []
  const unreadable: string[] = []
  await inParallel(await allWaitingGroups(table, now + farthest), async id => {
    const group = await unlessUnreadable(findGroup(deps, id), row => unreadable.push(row.message))
    if (group) groups.push(group)
  })
  return { journeys, reports, groups: groups.toSorted(reportsFirst), unreadable: unreadable.toSorted() }
}
