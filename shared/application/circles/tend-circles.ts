import { day, minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { CircleReports } from '../../store/circles.ts'
import type { JourneyCirclesStore } from '../../store/journey-circles.ts'
import type { UnreadableRow } from '../../store/unreadable-row.ts'
import { advanceCircles } from './advance-circles.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { type DealAllDeps, dealClosedRounds } from './deal-closed-rounds.ts'

/** The longest run, in milliseconds. Lambda ends it after fourteen minutes. */
const runFor = 12 * minute
/** The part of a run for dealing, in milliseconds, so that groups do not have to wait for rounds. */
const dealsFor = runFor / 2

/** A report that waits longer than this, in milliseconds, raises an alarm. */
export const reportReadWithin = day

/** Dependencies of looking after circles. */
export type TendDeps = DealAllDeps &
  AdvanceDeps & {
    journeyCircles: Pick<JourneyCirclesStore, 'list'>
    reports: CircleReports
    /** Called with the age of the oldest open report, if any. */
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
 * Deals the closed rounds and advances proposals and circles, also where circles have been turned off, because
 * earlier groups go on. Where circles were never on, it only reads that. A failure of one part does not stop the other,
 * and the next run tries again.
 * @throws the errors of reading reports, of dealing or of reading which journeys have circles; or that some groups
 * could not be advanced.
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
