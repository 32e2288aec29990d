import { nothingGoes, restsForCanary } from '../../../shared/application/delivery/held.ts'
import type { Instant, JourneyId } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { letters } from '../../../shared/store/due.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import type { Holds, InForce } from '../../../shared/store/switches.ts'
import type { OperatorDeps } from '../deps.ts'
import { causeWords } from './causes.ts'

/** What holds emails back, in words, and since when. */
export interface Hold {
  by: string
  /** Absent where it was set by hand. */
  since?: Instant
}

/** People whose emails wait because something holds them back. */
export interface HeldBack extends Hold {
  /** A journey, `letters about sign-ups`, or a module of a journey. */
  of: string
  people: number
}

const sinceOf = (since: Instant | undefined) => (since === undefined ? {} : { since })

/** What holds back everything: first what no operator has done. */
function ofAll(holds: Holds, { pauses, stop }: InForce): Hold | undefined {
  if (!nothingGoes(holds)) return undefined
  if (stop) return { by: causeWords(stop.cause), since: stop.since }
  return { by: 'delivery is paused', ...sinceOf(pauses.find(({ of }) => of === 'delivery')?.since) }
}

/** What holds back a journey's emails now, if anything does. */
function ofJourney(holds: Holds, inForce: InForce, journey: Journey): Hold | undefined {
  const pause = (of: string) => sinceOf(inForce.pauses.find(one => one.of === of)?.since)
  if (holds.planning) return { by: 'planning is paused', ...pause('planning') }
  if (holds.journeys.has(journey.id))
    return { by: 'the journey is paused', ...pause(`journey ${journey.id}`) }
  const canary = holds.canary(journey.id)
  if (canary && restsForCanary(holds, journey))
    return { by: 'its canary waits for a word', since: canary.usedAt ?? canary.since }
  const breaker = holds.breaker(journey.id, journey.version)
  return breaker && { by: `SES could not deliver version ${journey.version}`, ...sinceOf(breaker.since) }
}

/** What holds back the letters (no journey), or a journey's emails. */
export const holdOf = (holds: Holds, inForce: InForce, journey?: Journey): Hold | undefined =>
  ofAll(holds, inForce) ?? (journey && ofJourney(holds, inForce, journey))

/** Where people stand who come to a module next, or are in the middle of it. */
function placesBefore(journey: Journey, moduleId: string): string[] {
  const place = journey.modules.findIndex(({ id }) => id === moduleId)
  const before = journey.modules[place - 1]
  return [`reading.${moduleId}`, before ? `after.${before.id}` : 'start']
}

/** People for whom a recalled module is what comes next: some of them now, some once it is due. */
async function ofRecalls(
  deps: Pick<OperatorDeps, 'counters'>,
  { pauses }: InForce,
  heads: readonly Head[],
): Promise<HeldBack[]> {
  const recalls = heads.flatMap(({ journey }) =>
    journey.modules.flatMap(({ id }) => {
      const pause = pauses.find(({ of }) => of === `module ${id} of ${journey.id}`)
      return pause ? [{ journey, moduleId: id, pause }] : []
    }),
  )
  return Promise.all(
    recalls.map(async ({ journey, moduleId, pause }) => {
      const figures = await deps.counters.ofJourney(journey.id)
      const people = placesBefore(journey, moduleId).map(name => figures[`people.${name}`] ?? 0)
      const since = sinceOf(pause.since)
      return { of: pause.of, by: 'it is recalled', ...since, people: people.reduce((a, b) => a + b, 0) }
    }),
  )
}

/** How many are due in a journey, or of the letters, and what holds them back. */
interface DueBehind {
  of: string
  hold?: Hold
  due: number
}

const nameOf = (of: JourneyId | typeof letters): string => (of === letters ? 'letters about sign-ups' : of)

/** Everybody who is held back, by what, and since when. */
export async function readHeldBack(
  deps: Pick<OperatorDeps, 'counters'>,
  inForce: InForce,
  heads: readonly Head[],
  waiting: readonly DueBehind[],
): Promise<HeldBack[]> {
  const due = waiting.flatMap(({ of, hold, due: people }) =>
    hold ? [{ of: nameOf(of), ...hold, people }] : [],
  )
  return [...due, ...(await ofRecalls(deps, inForce, heads))].filter(({ people }) => people > 0)
}
