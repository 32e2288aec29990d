import { reportReadWithin } from '../../../shared/application/circles/tend-circles.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { circleReports } from '../../../shared/store/circles.ts'
import { journeyCirclesStore } from '../../../shared/store/journey-circles.ts'
import { offUntilRead } from '../circles/circles-in-words.ts'
import { reportsCounted } from '../circles/list-circles.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { OperatorDeps } from '../deps.ts'

/** The state of circles and their moderation. */
export interface CirclesNow {
  /** Journeys with circles turned on. */
  on: readonly string[]
  /** Journeys with circles turned on before the table was restored. */
  restored: readonly string[]
  /** Journeys whose switch cannot be read, with the reason: circles count as off there. */
  unreadable: readonly string[]
  /** The number of reports that wait for an operator; at most `reportsCounted`, and then there may be more. */
  reports: number
  /** When the oldest of them came in. */
  reportedSince?: Instant
}

export async function readCircles({ table, clock }: OperatorDeps): Promise<CirclesNow> {
  const unreadable: string[] = []
  const [journeys, reports] = await Promise.all([
    journeyCirclesStore(table).list(({ message }) => unreadable.push(message)),
    circleReports(table)(clock.now(), reportsCounted),
  ])
  const ids = (which: 'isOn' | 'isRestored') =>
    journeys.filter(one => one[which]).map(({ journeyId }) => journeyId)
  const reportedSince = reports[0]?.since
  return {
    ...{ on: ids('isOn'), restored: ids('isRestored'), unreadable, reports: reports.length },
    ...(reportedSince !== undefined && { reportedSince }),
  }
}

/** What needs an operator, worst first. */
export function circleTroubles(system: string, at: Instant, circles: CirclesNow): string[] {
  const { reports, reportedSince = at, restored, unreadable } = circles
  const list = commandLine(system, 'circles', 'list')
  const isLate = at - reportedSince >= reportReadWithin
  const late = isLate ? `${reports === 1 ? '' : ', one of them'} for more than 24 hours` : ''
  return [
    ...(reports > 0
      ? [
          `${counted(reports, 'report about a circle', 'reports about circles')} ${reports === 1 ? 'has' : 'have'} waited for somebody${late}. See docs/runbook.md#unsettled-report, and: ${list}`,
        ]
      : []),
    ...restored.map(
      journey => `This table was restored, so circles are off in ${journey}: see docs/operating.md#circles.`,
    ),
    ...unreadable.map(reason => `Circles are ${offUntilRead(reason)}`),
  ]
}
