import { type Allowance, allowanceOf, type Hold, holdsBack } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import type { Head } from '../../../shared/store/journeys.ts'
import type { OperatorDeps } from '../deps.ts'
import { scopeName } from '../holds/set-hold.ts'
import type { Waiting } from './backlog.ts'
import { causeWords } from './causes.ts'
import { type Release, releaseOf, type WaitingAt } from './released.ts'

/** The number of people of a journey, or of account emails. */
interface PeopleOf {
  of: string
  people: number
}

/** A hold, with its start and its holder. */
export type HeldBack = Hold & {
  /** Its scope in words. */
  of: string
  /** What may still be sent. */
  allowance?: Allowance
  /** People whose emails it holds, whether or not another hold does too. */
  people: number
  waiting: readonly PeopleOf[]
  release: Release
}

type Deps = Pick<OperatorDeps, 'counters'>

/** The places of people who come to a module next or are reading it. */
function placesBefore(journey: Journey, moduleId: string): string[] {
  const place = journey.modules.findIndex(({ id }) => id === moduleId)
  const before = journey.modules[place - 1]
  return [`reading.${moduleId}`, before ? `after.${before.id}` : 'start']
}

/** People for whom a held module comes next, now or once it is due. */
async function beforeModule({ counters }: Deps, journey: Journey, moduleId: string): Promise<PeopleOf> {
  const people = await counters.people(journey.id)
  const counts = placesBefore(journey, moduleId).map(place => people[place] ?? 0)
  return { of: journey.id, people: counts.reduce((a, b) => a + b, 0) }
}

async function waitingFor(
  deps: Deps,
  hold: Hold,
  heads: readonly Head[],
  waiting: readonly WaitingAt[],
): Promise<PeopleOf[]> {
  const { scope } = hold
  const journeys = heads.map(({ journey }) => journey)
  if (scope.is === 'module') {
    const journey = journeys.find(({ id }) => id === scope.journeyId)
    const known = journey?.modules.some(({ id }) => id === scope.moduleId)
    return journey && known ? [await beforeModule(deps, journey, scope.moduleId)] : []
  }
  return waiting.flatMap(({ of, due: people, place }) => {
    const name = of === accountEmails ? 'account emails about sign-ups' : of
    return holdsBack(hold, place) ? [{ of: name, people }] : []
  })
}

/** What waits, with its hold target. Received sign-ups are left out, because no hold applies to them. */
const placed = (waiting: readonly Waiting[], heads: readonly Head[]): WaitingAt[] =>
  waiting.flatMap(one => {
    const place =
      one.of === accountEmails ? 'delivery' : heads.find(({ journey }) => journey.id === one.of)?.journey
    return place ? [{ ...one, place }] : []
  })

/** A cause is described in words, and a canary that has sent its emails has held people back since the last of them. */
function asSeen(hold: Hold): Hold {
  if (hold.by === 'account-fault') return { ...hold, why: causeWords(hold.why) }
  if (hold.by === 'breaker') return { ...hold, why: 'SES could not deliver it' }
  return hold.by === 'canary' && hold.left <= 0 ? { ...hold, since: hold.usedAt ?? hold.since } : hold
}

/** The breaker of a version that is not current holds nothing, so it is left out. */
const isOfOldVersion = (hold: Hold, heads: readonly Head[]): boolean =>
  hold.by === 'breaker' && !heads.some(({ journey }) => holdsBack(hold, journey))

/**
 * Returns everything that is held: by whom or what, since when, why, how many people wait because of it, and what a
 * release would send.
 * @param clears returns when so many emails will have been sent
 */
export async function readHeldBack(
  deps: Deps,
  holds: readonly Hold[],
  heads: readonly Head[],
  all: readonly Waiting[],
  clears: (emails: number) => Instant | undefined,
): Promise<HeldBack[]> {
  const inForce = holds.filter(hold => !isOfOldVersion(hold, heads))
  const due = placed(all, heads)
  return Promise.all(
    inForce.map(async (hold): Promise<HeldBack> => {
      const waiting = (await waitingFor(deps, hold, heads, due)).filter(({ people }) => people > 0)
      const people = waiting.reduce((sum, one) => sum + one.people, 0)
      const allowance = allowanceOf(hold)
      return {
        ...asSeen(hold),
        of: scopeName(hold.scope),
        ...(allowance && { allowance }),
        people,
        waiting,
        release: releaseOf(hold, inForce, due, clears),
      }
    }),
  )
}
