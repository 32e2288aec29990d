import type { CurrentVersion } from '../../shared/store/catalogue.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { effectLines, type Publishing, renamesSince, standingOf, takenBackInWords } from './publish.ts'
import { reachInWords, waitingInWords } from './reach-in-words.ts'

/**
 * Makes an earlier version of a journey current again, after describing the effect on its people.
 * @param to the version; absent: the one before the current version
 * @throws OperatorProblem if there is no such version
 */
export async function rollbackJourney(
  deps: Publishing,
  id: string,
  to?: number,
): Promise<'current' | 'declined'> {
  const { current, waiting, unused = [] } = await standingOf(deps, id)
  if (!current)
    throw new OperatorProblem(
      waiting
        ? `No version of ${id} is current yet, so there is nothing to go back to: ${waitingInWords(waiting)}`
        : `${id} has never been published here, so there is nothing to go back to.`,
    )
  const version = to ?? versionBefore(current, unused)
  checkVersion(current, version)
  if (!(await deps.journeys.isWhole(id, version)))
    throw new OperatorProblem(
      `Version ${version} of ${id} was never published to its end, so it cannot be current. Name another with --to.`,
    )
  const { journey } = await deps.journeys.head(id, version)
  const renames = await renamesSince(deps, current, await deps.journeys.pages(id, version))
  for (const line of await effectLines(deps, current, journey, { renames })) deps.say(`${id}: ${line}`)
  if (waiting && waiting.version !== version) deps.say(`${id}: ${takenBackInWords(waiting)}`)
  if (!(await deps.agree(`Make version ${version} of ${id} current, in place of ${current.version}?`)))
    return 'declined'
  await deps.journeys.makeCurrent(id, version, deps.now())
  const reach = reachInWords(await deps.holds.all(), journey)
  const again = version === waiting?.version ? ', before its time' : ' again'
  deps.say(`${id}: version ${version} is current${again}. Version ${current.version} is kept. ${reach}`)
  return 'current'
}

/** The newest version before the current one that was ever current. */
function versionBefore({ version }: CurrentVersion, unused: readonly number[]): number {
  let before = version - 1
  while (unused.includes(before)) before -= 1
  return before
}

function checkVersion({ id, version, latest }: CurrentVersion, to: number): void {
  if (to >= 1 && to <= latest && to !== version) return
  const others = Array.from({ length: latest }, (_, index) => index + 1).filter(one => one !== version)
  const instead =
    others.length > 0 ? `Name another with --to: ${others.join(', ')}.` : 'It has no other version.'
  throw new OperatorProblem(`${id} is at version ${version}${whyNot(version, to)}. ${instead}`)
}

function whyNot(version: number, to: number): string {
  if (to === version) return ' already'
  return to < 1 ? ', and none before it was ever current' : `, and has no version ${to}`
}
