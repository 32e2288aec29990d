import { riskReadWithin } from '../../../shared/application/reflections/risk-unread.ts'
import { week } from '../../../shared/domain/duration.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { commandLine } from '../command/place.ts'
import type { OperatorDeps } from '../deps.ts'
import { withReflections } from '../reflection-stores.ts'

/** As far as excerpts with words of risk are counted: nobody reads more in a day. */
export const riskCounted = 100

/** How what learners of a journey share is looked after. */
export interface Moderation {
  journey: JourneyId
  isOn: boolean
  /** In a restored table no voice is shown before what was taken back since is taken in. */
  isRestored: boolean
  /** Why it cannot be read whether anything is shared: nothing is. */
  unreadable?: string
  /** When a moderator last looked for something to read; absent where nobody ever has. */
  lookedAt?: Instant
  /** Who that was: the ARN of their AWS identity. */
  lookedBy?: string
  /** How many excerpts with words of risk wait to be read: at most `riskCounted`, where there may be more. */
  riskWaiting: number
  /** Since when the one of them that waits longest waits. */
  riskSince?: Instant
}

/** Of every journey in which anything was ever shared, or sharing turned on. */
export async function readModeration(deps: OperatorDeps): Promise<Moderation[]> {
  const { shelves, lanes, clock } = withReflections(deps)
  const unread = new Map<JourneyId | undefined, string>()
  const all = await shelves.list(({ sk, message }) => unread.set(sk, message))
  return Promise.all(
    all.map(async ({ journeyId: journey, isOn, isRestored, lookedAt, lookedBy }) => {
      const atRisk = await lanes.urgent(journey, 'risk', clock.now(), riskCounted)
      const riskSince = atRisk[0]?.since
      const unreadable = unread.get(journey)
      return {
        ...{ journey, isOn, isRestored, riskWaiting: atRisk.length },
        ...(unreadable !== undefined && { unreadable }),
        ...(lookedAt !== undefined && { lookedAt }),
        ...(lookedBy !== undefined && { lookedBy }),
        ...(riskSince !== undefined && { riskSince }),
      }
    }),
  )
}

/** That it cannot be read of a journey whether voices are shared, in a sentence's end. */
export const untilRead = (reason: string): string =>
  `until a release reads this row, which is kept: nobody shares, and no voice is shown. ${reason}`

/** What needs somebody, worst first, each with the command that goes on from there. */
export function moderationTroubles(system: string, at: Instant, all: readonly Moderation[]): string[] {
  const next = (journey: JourneyId, ...how: readonly string[]) =>
    commandLine(system, 'reflections', 'next', journey, ...how)
  const risk = all.filter(({ riskSince = at }) => at - riskSince >= riskReadWithin)
  const restored = all.filter(({ isRestored }) => isRestored)
  const unseen = all.filter(({ isOn, lookedAt = 0 }) => isOn && at - lookedAt >= week)
  return [
    ...risk.map(
      ({ journey }) =>
        `What somebody shared in ${journey} has words of risk, and nobody has read it for more than 24 hours. See docs/runbook.md#unread-words-of-risk, and: ${next(journey, '--at-risk')}`,
    ),
    ...restored.map(
      ({ journey }) =>
        `This table was restored, so no voice of ${journey} is shown until reconcile --after-restore has taken in what was taken back since: see docs/deploying.md#after-a-restore.`,
    ),
    ...all.flatMap(({ journey, unreadable }) =>
      unreadable === undefined ? [] : [`In ${journey} sharing is off ${untilRead(unreadable)}`],
    ),
    ...unseen.map(
      ({ journey }) =>
        `No moderator has looked in on ${journey} for a week. Its shelves stay as they are, and what nobody reads goes back to private: ${next(journey)}`,
    ),
  ]
}
