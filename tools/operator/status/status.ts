import { day } from '../../../shared/domain/duration.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { type PeopleNow, peopleNow } from '../../../shared/domain/place.ts'
import type { AuditEntry } from '../../../shared/store/audit.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import type { OperatorDeps } from '../deps.ts'
import { type AtWork, readAtWork } from './at-work.ts'
import { readBacklog } from './backlog.ts'
import { readCircles } from './circles.ts'
import { type Forecast, forecast } from './forecast.ts'
import { readHeldBack } from './held.ts'
import { readModeration } from './moderation.ts'
import { readSending, standsStill } from './sending.ts'
import { type Condition, troublesIn } from './troubles.ts'

/** When everything due now, and everything due within 24 hours, will have been sent; absent while nothing can be sent. */
interface Forecasts {
  now?: Forecast | undefined
  next24Hours?: Forecast | undefined
}

/** A journey, and where its people are now. */
interface JourneyNow {
  id: JourneyId
  version: number
  people: PeopleNow
}

/** The state of a system at one moment, with its troubles. */
export interface Status extends Condition {
  /** What needs an operator; empty if all is well. */
  troubles: readonly string[]
  forecast: Forecasts
  journeys: readonly JourneyNow[]
  atWork: AtWork
  lastReplay?: AuditEntry | undefined
}

const month = 31 * day

async function lastReplay({ audit, clock }: OperatorDeps): Promise<AuditEntry | undefined> {
  const entries = await audit.between(clock.now() - month, clock.now())
  return entries.find(({ what }) => what === 'replay')
}

const unknownOutcomes = async ({ counters }: OperatorDeps): Promise<number> =>
  (await counters.ofJourney(accountEmails))['unknown'] ?? 0

const journeyNow = async (
  { counters }: OperatorDeps,
  { journey: { id, version } }: Head,
): Promise<JourneyNow> => ({
  id,
  version,
  people: peopleNow(await counters.people(id)),
})

function forecasts(known: Pick<Status, 'backlog' | 'sending' | 'at'>): Forecasts {
  if (standsStill(known)) return {}
  const { backlog, sending, at } = known
  const { due, next24Hours } = backlog
  return { now: forecast(due, sending, at), next24Hours: forecast(due + next24Hours, sending, at) }
}

/** Reads the state of the system. Changes nothing. */
export async function readStatus(deps: OperatorDeps): Promise<Status> {
  const at = deps.clock.now()
  const [holds, heads] = await Promise.all([deps.holds.all(), deps.library.list()])
  const [backlog, sending, brakes, unknown, deadLetters, moderation, circles, schedules, replay, journeys] =
    await Promise.all([
      readBacklog(deps, holds, heads),
      readSending(deps),
      deps.confirmations.brakes(at),
      unknownOutcomes(deps),
      deps.deadLetters.counts(),
      readModeration(deps),
      readCircles(deps),
      deps.schedules(),
      lastReplay(deps),
      Promise.all(heads.map(head => journeyNow(deps, head))),
    ])
  const clears = (emails: number) => forecast(emails, sending, at)?.clearsAt
  const [held, atWork] = await Promise.all([
    readHeldBack(deps, holds, heads, backlog.waiting, clears),
    readAtWork(
      deps,
      journeys.map(({ id }) => id),
      { at, backlog, sending, schedules },
    ),
  ])
  const statistics = {
    backlog,
    held,
    sending,
    unknownOutcomes: unknown,
    deadLetters,
    brakes,
    moderation,
    circles,
    schedules,
  }
  const known = { stage: deps.stage, system: deps.system, at, ...statistics }
  return {
    ...known,
    troubles: troublesIn(known),
    forecast: forecasts(known),
    journeys,
    atWork,
    lastReplay: replay,
  }
}
