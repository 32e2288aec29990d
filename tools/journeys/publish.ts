import { isDeepStrictEqual } from 'node:util'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { describeEdit, type PeopleByPlace } from '../../shared/content/edit.ts'
import type { PublishedJourney } from '../../shared/contracts/published-journey.ts'
import type { CounterStore } from '../../shared/store/counters.ts'
import type { CurrentVersion, JourneyStore } from '../../shared/store/journeys.ts'
import { textsFor } from '../../shared/texts/languages.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { editInWords, modulesInWords } from './edit-in-words.ts'

/** What publishing works on, and how it speaks with the person at the keyboard. */
export type Publishing = {
  journeys: JourneyStore
  counters: Pick<CounterStore, 'ofJourney'>
  say: (line: string) => void
  /** Asks for a yes. */
  agree: (question: string) => Promise<boolean>
  /** Milliseconds since 1970. */
  now: () => number
}

/** What became of a journey that was to be published. */
export type Outcome = 'published' | 'unchanged' | 'declined'

/**
 * Publishes a checked journey as a new version, after saying what that means for the people in it, unless nothing has
 * changed since the current one.
 * @throws OperatorProblem when somebody else published meanwhile.
 */
export async function publishJourney(deps: Publishing, authored: AuthoredJourney): Promise<Outcome> {
  const { journeys, say, agree, now } = deps
  const texts = textsFor(authored.language)
  const current = await journeys.current(authored.id)
  const compiled = await compileJourney(authored, { version: await journeys.nextVersion(authored.id), texts })
  if (current && (await isUnchanged(journeys, current, compiled))) {
    say(`${authored.id}: nothing has changed since version ${current.version}, so nothing was published.`)
    return 'unchanged'
  }
  await tellEffect(deps, current, compiled)
  const { version } = compiled.journey
  if (!(await agree(`Publish ${authored.id} as version ${version}?`))) return 'declined'
  if ((await journeys.publish(compiled, now())) === 'conflict')
    throw new OperatorProblem(
      `Somebody else published ${authored.id} at the same moment, so yours was not. Look at theirs, and publish again.`,
    )
  say(`${authored.id}: version ${version} is current. It reaches every email from now on within seconds.`)
  return 'published'
}

async function tellEffect(deps: Publishing, current: CurrentVersion | undefined, compiled: PublishedJourney) {
  const { id } = compiled.journey
  if (!current)
    return deps.say(`${id}: the first version, with ${modulesInWords(compiled.journey.modules.length)}.`)
  const { journey } = await deps.journeys.head(id, current.version)
  const edit = describeEdit(journey, compiled.journey, await peopleByPlace(deps, id))
  for (const line of editInWords(edit)) deps.say(`${id}: ${line}`)
}

/** The counters follow the table by a few seconds, and name places as `people.<place>`. */
export async function peopleByPlace(
  { counters }: Pick<Publishing, 'counters'>,
  id: string,
): Promise<PeopleByPlace> {
  const statistics = Object.entries(await counters.ofJourney(id))
  return Object.fromEntries(
    statistics.filter(([name]) => name.startsWith('people.')).map(([name, count]) => [name.slice(7), count]),
  )
}

async function isUnchanged(
  journeys: JourneyStore,
  { id, version }: CurrentVersion,
  { journey, sender, about, emails, pages }: PublishedJourney,
): Promise<boolean> {
  const head = await journeys.head(id, version)
  const published = { journey: { ...journey, version }, sender, ...(about !== undefined && { about }) }
  if (!isDeepStrictEqual(head, published)) return false
  const stored = await Promise.all([
    ...emails.map(({ key }) => journeys.email(id, version, key)),
    ...pages.map(page => journeys.page(id, version, page.id)),
  ])
  return isDeepStrictEqual(stored, [...emails, ...pages])
}
