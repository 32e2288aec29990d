import { describeEdit } from '../../shared/content/edit.ts'
import type { PublishedJourney } from '../../shared/contracts/published-journey.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import type { CounterStore } from '../../shared/store/counters.ts'
import type { CurrentVersion, JourneyStore } from '../../shared/store/journeys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { editInWords, modulesInWords } from './edit-in-words.ts'

/** What publishing works on, and how it speaks with the person at the keyboard. */
export type Publishing = {
  journeys: JourneyStore
  counters: Pick<CounterStore, 'people'>
  say: (line: string) => void
  /** Asks for a yes. */
  agree: (question: string) => Promise<boolean>
  /** Milliseconds since 1970. */
  now: () => number
}

/** What became of a journey that was to be published. */
export type Outcome = 'published' | 'unchanged' | 'declined'

/**
 * Publishes a compiled journey as a new version, after saying what that means for the people in it, unless nothing has
 * changed since the current one.
 * @throws OperatorProblem when somebody else published meanwhile.
 */
export async function publishJourney(deps: Publishing, compiled: PublishedJourney): Promise<Outcome> {
  const { journeys, say, agree, now } = deps
  const { id } = compiled.journey
  const current = await journeys.current(id)
  if (current && (await journeys.isStoredAs(current.version, compiled))) {
    say(`${id}: nothing has changed since version ${current.version}, so nothing was published.`)
    return 'unchanged'
  }
  const version = await journeys.nextVersion(id)
  const journey = { ...compiled.journey, version }
  for (const line of await effectLines(deps, current, journey)) say(`${id}: ${line}`)
  if (!(await agree(`Publish ${id} as version ${version}?`))) return 'declined'
  if ((await journeys.publish({ ...compiled, journey }, now())) === 'conflict')
    throw new OperatorProblem(
      `Somebody else published ${id} at the same moment, so yours was not. Look at theirs, and publish again.`,
    )
  say(`${id}: version ${version} is current. It reaches every email from now on within seconds.`)
  return 'published'
}

/** What another version of a journey means for the people in it. */
export async function effectLines(
  { journeys, counters }: Pick<Publishing, 'journeys' | 'counters'>,
  current: CurrentVersion | undefined,
  next: Journey,
): Promise<string[]> {
  if (!current) return [`the first version, with ${modulesInWords(next.modules.length)}.`]
  const { journey } = await journeys.head(next.id, current.version)
  return editInWords(describeEdit(journey, next, await counters.people(next.id)))
}
