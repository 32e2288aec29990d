import { isDeepStrictEqual } from 'node:util'
import { compareVersions, type Renames } from '../../shared/content/edit.ts'
import { findRenames } from '../../shared/content/renames.ts'
import type { ModulePage, PublishedJourney } from '../../shared/contracts/published-journey.ts'
import type { Journeys } from '../../shared/domain/decision.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import { peopleNow } from '../../shared/domain/place.ts'
import type { CounterStore } from '../../shared/store/counters.ts'
import type { HoldStore } from '../../shared/store/holds.ts'
import type { CurrentVersion, JourneyStore } from '../../shared/store/journeys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { editInWords, modulesInWords } from './edit/edit-in-words.ts'
import { foretell, type People } from './edit/foretell.ts'
import { withIdsOf } from './edit/keep-ids.ts'
import { everyEmail, reachInWords } from './reach-in-words.ts'

/** What publishing works on, and how it speaks with the person at the keyboard. */
export type Publishing = {
  journeys: JourneyStore
  counters: Pick<CounterStore, 'people'>
  holds: Pick<HoldStore, 'all'>
  table: People
  say: (line: string) => void
  /** Asks for a yes. */
  agree: (question: string) => Promise<boolean>
  /** Milliseconds since 1970. */
  now: () => number
}

/** How a journey is to be published. */
interface Wishes {
  /** Whether modules that were renamed keep their ids. */
  keepIds?: boolean
  /** What has changed, for the history of the journey. */
  note?: string
}

/** What became of a journey that was to be published. */
export type Outcome = 'published' | 'unchanged' | 'declined'

/**
 * Publishes a compiled journey as a new version, after saying what that means for the people in it, unless nothing has
 * changed since the current one.
 * @throws OperatorProblem when somebody else published meanwhile.
 */
export async function publishJourney(
  deps: Publishing,
  authored: PublishedJourney,
  { keepIds = false, note }: Wishes = {},
): Promise<Outcome> {
  const { journeys, say, agree, now } = deps
  const { id } = authored.journey
  const current = await journeys.current(id)
  const found = current ? await renamesSince(deps, current, authored.pages) : noRenames
  const compiled = keepIds ? withIdsOf(authored, found) : authored
  if (current && (await journeys.isStoredAs(current.version, compiled))) {
    say(`${id}: nothing has changed since version ${current.version}, so nothing was published.`)
    return 'unchanged'
  }
  const version = await journeys.nextVersion(id)
  const journey = { ...compiled.journey, version }
  for (const line of await effectLines(deps, current, journey, keepIds ? noRenames : found))
    say(`${id}: ${line}`)
  if (!(await agree(`Publish ${id} as version ${version}?`))) return 'declined'
  if ((await journeys.publish({ ...compiled, journey }, now(), note)) === 'conflict')
    throw new OperatorProblem(
      `Somebody else published ${id} at the same moment, so yours was not. Look at theirs, and publish again.`,
    )
  say(`${id}: version ${version} is current. ${reachInWords(await deps.holds.all(), journey)}`)
  return 'published'
}

const noRenames: Renames = new Map()

/** Modules that have another id than in the current version. */
export async function renamesSince(
  { journeys }: Pick<Publishing, 'journeys'>,
  current: CurrentVersion,
  pages: readonly ModulePage[],
): Promise<Renames> {
  return findRenames(await journeys.pages(current.id, current.version), pages)
}

/** What another version of a journey means for the people in it, and what it reaches. */
export async function effectLines(
  deps: Pick<Publishing, 'journeys' | 'counters' | 'holds' | 'table' | 'now'>,
  current: CurrentVersion | undefined,
  after: Journey,
  renames: Renames = noRenames,
): Promise<string[]> {
  if (!current) return [`the first version, with ${modulesInWords(after.modules.length)}.`]
  const { id } = after
  const { journey: before } = await deps.journeys.head(id, current.version)
  const counted = await deps.counters.people(id)
  const others = await otherJourneys(deps, id)
  const comparison = { before, after, renames, others, now: deps.now() }
  const foretold = {
    before,
    after,
    people: peopleNow(counted),
    edit: compareVersions(before, after, renames),
    ...(!areTheSame(before, after) && { forecast: await foretell(deps.table, counted, comparison) }),
  }
  const reach = reachInWords(await deps.holds.all(), after)
  return [...editInWords(foretold), ...(reach === everyEmail ? [] : [reach])]
}

/** Whether the engine does the same with both: it knows no words. */
const areTheSame = (before: Journey, after: Journey): boolean =>
  isDeepStrictEqual(withoutWords(before), withoutWords(after))

const withoutWords = ({ title: _, version: __, modules, ...rest }: Journey) => ({
  ...rest,
  modules: modules.map(({ title: _, question: __, ...module }) => module),
})

async function otherJourneys({ journeys }: Pick<Publishing, 'journeys'>, id: string): Promise<Journeys> {
  const others = (await journeys.list()).filter(one => one.id !== id)
  const heads = await Promise.all(others.map(one => journeys.head(one.id, one.version)))
  return Object.fromEntries(heads.map(({ journey }) => [journey.id, journey]))
}
