import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { peopleNow } from '../../../shared/domain/place.ts'
import type { AuditEntry } from '../../../shared/store/audit.ts'
import type { BrakeOn } from '../../../shared/store/confirmations.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import type { DeadLetterCount } from '../dead-letters/queues.ts'
import type { OperatorDeps } from '../deps.ts'
import { type Backlog, readBacklog } from './backlog.ts'
import { type Forecast, forecast } from './forecast.ts'
import { type HeldBack, readHeldBack } from './held.ts'
import { type Moderation, readModeration } from './moderation.ts'
import { readSending, type Sending } from './sending.ts'
import { troublesIn } from './troubles.ts'

/** How a system is, at one moment. */
export interface Status {
  stage: string
  at: Instant
  /** What needs somebody, in words; empty when all is well. */
  troubles: readonly string[]
  backlog: Backlog
  /** When what is due now, and all that falls due within 24 hours, will have gone out. */
  forecast: { now?: Forecast | undefined; next24Hours?: Forecast | undefined }
  sending: Sending
  /** Emails that are held because nobody knows whether they went out. */
  unknownOutcomes: number
  deadLetters: readonly DeadLetterCount[]
  /** Whatever holds something back, be it somebody or a fault. */
  held: readonly HeldBack[]
  /** Storms of bounces in which confirmations are slowed down. */
  brakes: readonly BrakeOn[]
  /** How what learners share is looked after. */
  moderation: readonly Moderation[]
  journeys: readonly { id: string; version: number; underWay: number }[]
  lastReplay?: AuditEntry | undefined
}

const month = 31 * day

async function lastReplay({ audit, clock }: OperatorDeps): Promise<AuditEntry | undefined> {
  const entries = await audit.between(clock.now() - month, clock.now())
  return entries.find(({ what }) => what === 'replay')
}

const unknownOutcomes = async ({ counters }: OperatorDeps): Promise<number> =>
  (await counters.ofJourney(accountEmails))['unknown'] ?? 0

/** Reads everything that says how the system is. It changes nothing. */
export async function readStatus(deps: OperatorDeps): Promise<Status> {
  const at = deps.clock.now()
  const [holds, heads] = await Promise.all([deps.holds.all(), deps.library.list()])
  const [backlog, sending, brakes, unknown, deadLetters, moderation, replay, journeys] = await Promise.all([
    readBacklog(deps, holds, heads),
    readSending(deps),
    deps.confirmations.brakes(at),
    unknownOutcomes(deps),
    deps.deadLetters.counts(),
    readModeration(deps),
    lastReplay(deps),
    Promise.all(
      heads.map(async ({ journey: { id, version } }) => ({
        id,
        version,
        underWay: peopleNow(await deps.counters.people(id)).underWay,
      })),
    ),
  ])
  const { due, next24Hours } = backlog
  const held = await readHeldBack(deps, holds, heads, backlog.waiting)
  const statistics = { backlog, held, sending, unknownOutcomes: unknown, deadLetters, brakes, moderation }
  const known = { stage: deps.stage, at, ...statistics }
  return {
    ...known,
    troubles: troublesIn(known),
    forecast: { now: forecast(due, sending, at), next24Hours: forecast(due + next24Hours, sending, at) },
    journeys,
    lastReplay: replay,
  }
}
