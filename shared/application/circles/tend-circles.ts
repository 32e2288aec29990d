import { day, minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { CircleReports } from '../../store/circles.ts'
import type { JourneyCirclesStore } from '../../store/journey-circles.ts'
import type { UnreadableRow } from '../../store/unreadable-row.ts'
import { advanceCircles } from './advance-circles.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { type DealAllDeps, dealClosedRounds } from './deal-closed-rounds.ts'

/** How long one run works; Lambda ends it after fourteen minutes. */
const runFor = 12 * minute
/** How much of that is for dealing: groups that wait to be led on wait for no round. */
const dealsFor = runFor / 2

/** Within that somebody looks at a report; then an alarm rings. */
export const reportReadWithin = day

/** What looking after circles needs of the world. */
export type TendDeps = DealAllDeps &
  AdvanceDeps & {
    journeyCircles: Pick<JourneyCirclesStore, 'list'>
    reports: CircleReports
    /** Is told how long the report that waits longest has waited, while one waits. */
    tellReportWaits: (milliseconds: number) => void
  }

async function tellReports({ reports, tellReportWaits }: TendDeps, now: Instant): Promise<void> {
  const [oldest] = await reports(now, 1)
  if (oldest) tellReportWaits(now - oldest.since)
}

const countsAsOff = ({ message }: UnreadableRow): Error =>
  new Error(
    `Circles count as off in a journey, so none of its rounds is dealt; each will be once a release reads this. ${message}`,
  )

/**
 * Deals the rounds that have closed, and leads on whatever is due in proposals and circles: also where circles are off by now, since
 * people who joined before go on. Nothing is asked where they never were on. What goes wrong in the one holds up nothing of the other, and
 * is tried again by the next run.
 * @throws what went wrong in looking for reports or in dealing; where it cannot be read whether circles are on; or that some could not be
 * led on.
 */
export async function tendCircles(deps: TendDeps): Promise<void> {
  const unread: UnreadableRow[] = []
  const journeys = await deps.journeyCircles.list(row => unread.push(row))
  if (journeys.length === 0) return
  const now = deps.clock.now()
  const until = now + runFor
  const faults: unknown[] = []
  await tellReports(deps, now).catch(fault => faults.push(fault))
  await dealClosedRounds(deps, journeys, now + dealsFor).catch(fault => faults.push(fault))
  const { failed, ...led } = await advanceCircles(deps, until)
  if (led.proposals + led.circles > 0) deps.log.info('Proposals and circles were led on', led)
  faults.push(...unread.map(countsAsOff))
  if (faults.length > 0) throw faults[0]
  if (failed > 0)
    throw new Error(`${failed} proposals or circles could not be led on. They stay due; the log says why.`)
}
