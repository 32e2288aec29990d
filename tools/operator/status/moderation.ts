import { riskReadWithin } from '../../../shared/application/reflections/risk-unread.ts'
import { week } from '../../../shared/domain/duration.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import { commandLine } from '../command/place.ts'
import type { OperatorDeps } from '../deps.ts'
import { withReflections } from '../reflection-stores.ts'

/** Excerpts with words of risk are counted up to this number, more than anybody reads in a day. */
export const riskCounted = 100

/** The state of sharing in a journey, and its moderation. */
export interface Moderation {
  journey: JourneyId
  isOn: boolean
  /** In a restored table, no voice is shown until the withdrawals since the restore point have been repeated. */
  isRestored: boolean
  /** Why the switch of sharing cannot be read; nothing is shared then. */
  unreadable?: string
  /** When a moderator last looked; absent if nobody ever has. */
  lookedAt?: Instant
  /** The ARN of that moderator's AWS identity. */
  lookedBy?: string
  /** The number of waiting excerpts with words of risk; at most `riskCounted`, and then there may be more. */
  riskWaiting: number
  /** When the oldest of them came in. */
  riskSince?: Instant
}

/** The state of every journey with shared texts, or with sharing ever turned on. */
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

/** The end of a sentence: until it can be read whether voices are shared. */
export const untilRead = (reason: string): string =>
  `until a release reads this row, which is kept: nobody shares, and no voice is shown. ${reason}`

/** What needs an operator, worst first, each with the next command. */
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
