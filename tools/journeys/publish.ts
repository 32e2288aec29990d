import { isDeepStrictEqual } from 'node:util'
import { compareVersions, type Renames } from '../../shared/content/edit.ts'
import { findRenames } from '../../shared/content/renames.ts'
import type { ModulePage, PublishedJourney } from '../../shared/contracts/published-journey.ts'
import type { Journeys } from '../../shared/domain/decision.ts'
import { day } from '../../shared/domain/duration.ts'
import { canaryOf } from '../../shared/domain/hold.ts'
import type { Instant, JourneyId } from '../../shared/domain/ids.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import { peopleNow } from '../../shared/domain/place.ts'
import {
  type CurrentVersion,
  currentAt,
  type WaitingVersion,
  waitingAt,
} from '../../shared/store/catalogue.ts'
import type { CounterStore } from '../../shared/store/counters.ts'
import type { HoldStore } from '../../shared/store/holds.ts'
import type { JourneyStore } from '../../shared/store/journeys.ts'
import { londonTime } from '../operator/command/london-time.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { editInWords, modulesInWords } from './edit/edit-in-words.ts'
import { foretell, type Looked, type People } from './edit/foretell.ts'
import { withIdsOf } from './edit/keep-ids.ts'
import { everyEmail, reachInWords, waitingInWords } from './reach-in-words.ts'

/** The dependencies of publishing, and its dialogue with the author. */
export type Publishing = {
  journeys: JourneyStore
  counters: Pick<CounterStore, 'people'>
  holds: Pick<HoldStore, 'all'>
  table: People
  /** Shows the number of people checked. */
  looked?: Looked
  say: (line: string) => void
  /** Asks for confirmation. */
  agree: (question: string) => Promise<boolean>
  /** Milliseconds since 1970. */
  now: () => number
}

/** The options of publishing. */
interface Wishes {
  /** Whether renamed modules keep their ids. */
  keepIds?: boolean
  /** The note on the version, for the journey's history. */
  note?: string
  /** When the version becomes current; absent: at once. */
  from?: Instant
}

/** The result of publishing. */
export type Outcome = 'published' | 'waits' | 'unchanged' | 'declined'

/**
 * Publishes a compiled journey as a new version, after saying what that means for the people in it; does nothing if
 * nothing has changed.
 * @throws OperatorProblem if somebody else published meanwhile, or if the start is not allowed.
 */
export async function publishJourney(
  deps: Publishing,
  authored: PublishedJourney,
  { keepIds = false, note, from }: Wishes = {},
): Promise<Outcome> {
  const { journeys, say, agree, now } = deps
  const { id } = authored.journey
  if (from !== undefined) await checkTime(deps, id, from)
  const { current, waiting } = await standingOf(deps, id)
  const found = current ? await renamesSince(deps, current, authored.pages) : noRenames
  const compiled = keepIds ? withIdsOf(authored, found) : authored
  if (current && (await journeys.isStoredAs(current.version, compiled))) {
    say(`${id}: nothing has changed since version ${current.version}, so nothing was published.`)
    if (waiting) say(`${id}: ${waitingInWords(waiting)}`)
    return 'unchanged'
  }
  const version = await journeys.nextVersion(id)
  const journey = { ...compiled.journey, version }
  const how = { renames: keepIds ? noRenames : found, ...(from !== undefined && { from }) }
  for (const line of await effectLines(deps, current, journey, how)) say(`${id}: ${line}`)
  if (waiting) say(`${id}: ${takenBackInWords(waiting)}`)
  const place = waiting ? `, in place of version ${waiting.version}` : ''
  const when = from === undefined ? '' : `, current from ${londonTime(from)} on`
  if (!(await agree(`Publish ${id} as version ${version}${place}${when}?`))) return 'declined'
  // The author may have thought for long before confirming.
  if (from !== undefined) await checkTime(deps, id, from)
  const kept = { ...(note !== undefined && { note }), ...(from !== undefined && { from }) }
  if ((await journeys.publish({ ...compiled, journey }, now(), kept)) === 'conflict')
    throw new OperatorProblem(
      `Somebody else published ${id} at the same moment, so yours was not. Look at theirs, and publish again.`,
    )
  const reach = reachInWords(await deps.holds.all(), journey)
  if (from === undefined) say(`${id}: version ${version} is current. ${reach}`)
  else
    say(
      `${id}: ${waitingInWords({ version, from })}${reach === everyEmail ? '' : ` As things stand: ${reach}`}`,
    )
  return from === undefined ? 'published' : 'waits'
}

/** The versions of a journey that are current, waiting or cancelled. */
interface Standing {
  current?: CurrentVersion | undefined
  waiting?: WaitingVersion | undefined
  unused?: readonly number[]
}

/** Returns the state of a journey in the catalogue. */
export async function standingOf(
  { journeys, now }: Pick<Publishing, 'journeys' | 'now'>,
  id: JourneyId,
): Promise<Standing> {
  const entry = await journeys.catalogued(id)
  if (!entry) return {}
  const at = now()
  return { current: currentAt(entry, at), waiting: waitingAt(entry, at), unused: entry.unused }
}

/** Says what happens to a waiting version if another one is made current or scheduled. */
export const takenBackInWords = ({ version, from }: WaitingVersion): string =>
  `version ${version}, which waits for ${londonTime(from)}, is taken back: nobody gets it.`

/** A start further away than this, in milliseconds, is more likely a mistake. */
const waitsAtMost = 90 * day

/** @throws OperatorProblem if a version cannot wait for that time */
async function checkTime({ holds, now }: Publishing, id: JourneyId, from: Instant): Promise<void> {
  if (from <= now())
    throw new OperatorProblem(
      `${londonTime(from)} is past, so nothing was published. Name a time to come, or leave --at out to publish at once.`,
    )
  if (from > now() + waitsAtMost)
    throw new OperatorProblem(
      `${londonTime(from)} is more than 90 days away, so nothing was published. Publish nearer to the time.`,
    )
  if (canaryOf(await holds.all(), id))
    throw new OperatorProblem(
      `${id} has a canary. It is about another version, so ${id} would rest from ${londonTime(from)} on. Release its version first, or publish at once.`,
    )
}

const noRenames: Renames = new Map()

/** Modules with another id than in the current version. */
export async function renamesSince(
  { journeys }: Pick<Publishing, 'journeys'>,
  current: CurrentVersion,
  pages: readonly ModulePage[],
): Promise<Renames> {
  return findRenames(await journeys.pages(current.id, current.version), pages)
}

/** Describes the effect of a version on the people in its journey, and which emails it reaches. */
export async function effectLines(
  deps: Pick<Publishing, 'journeys' | 'counters' | 'holds' | 'table' | 'looked' | 'now'>,
  current: CurrentVersion | undefined,
  after: Journey,
  { renames = noRenames, from }: { renames?: Renames; from?: Instant } = {},
): Promise<string[]> {
  if (!current) return [`the first version, with ${modulesInWords(after.modules.length)}.`]
  const { id } = after
  const { journey: before } = await deps.journeys.head(id, current.version)
  const counted = await deps.counters.people(id)
  const others = await otherJourneys(deps, id)
  const time = from !== undefined && { from }
  const comparison = { before, after, renames, others, now: deps.now(), ...time }
  const foretold = {
    before,
    after,
    ...time,
    people: peopleNow(counted),
    edit: compareVersions(before, after, renames),
    ...(!areTheSame(before, after) && {
      forecast: await foretell(deps.table, counted, comparison, deps.looked && { looked: deps.looked }),
    }),
  }
  const reach = reachInWords(await deps.holds.all(), after)
  return [...editInWords(foretold), ...(reach === everyEmail ? [] : [reach])]
}

/** Whether two versions are the same for the engine, which does not know texts. */
const areTheSame = (before: Journey, after: Journey): boolean =>
  isDeepStrictEqual(withoutWords(before), withoutWords(after))

const withoutWords = ({ title: _, version: __, modules, ...rest }: Journey) => ({
  ...rest,
  modules: modules.map(({ title: _, question: __, ...module }) => module),
})

async function otherJourneys(
  { journeys, now }: Pick<Publishing, 'journeys' | 'now'>,
  id: string,
): Promise<Journeys> {
  const all = (await journeys.catalogue()).flatMap(entry => currentAt(entry, now()) ?? [])
  const others = all.filter(one => one.id !== id)
  const heads = await Promise.all(others.map(one => journeys.head(one.id, one.version)))
  return Object.fromEntries(heads.map(({ journey }) => [journey.id, journey]))
}
