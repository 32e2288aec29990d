import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { type CheckedJourney, checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { lintSizes } from '../../shared/content/lint-size.ts'
import { inReadingOrder } from '../../shared/content/problem.ts'
import { whyOf } from '../operator/file-problem.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { modulesInWords } from './edit/edit-in-words.ts'
import { pictureLines, preparePictures } from './pictures/prepare.ts'

/** A journey's folder and the result of its check. */
export type Checked = CheckedJourney & { id: string; folder: string }

/**
 * Checks the named journeys of a folder, or all.
 * @throws OperatorProblem if a named journey, or any journey at all, does not exist
 */
export async function checkJourneys(root: string, names: readonly string[]): Promise<Checked[]> {
  const found = await journeysIn(root)
  const unknown = names.filter(name => !found.includes(name))
  if (unknown.length > 0)
    throw new OperatorProblem(
      `There is no journey ${unknown.join(', ')} in ${root}/. It holds: ${found.join(', ') || 'nothing'}.`,
    )
  if (found.length === 0)
    throw new OperatorProblem(
      `${root}/ holds no journeys: each is a folder of its own. --folder names where they are.`,
    )
  const chosen = names.length > 0 ? names : found
  return Promise.all(
    chosen.map(async id => {
      const folder = join(root, id)
      const checked = await checkedPictures(folder, checkJourney(await readJourneyFolder(folder)))
      return { id, folder, ...(await checkedAsSent(checked)) }
    }),
  )
}

/** The pictures that its text uses must exist and be small enough. */
async function checkedPictures(
  folder: string,
  { problems, journey }: CheckedJourney,
): Promise<CheckedJourney> {
  if (!journey?.modules.some(({ pictures }) => pictures.length > 0))
    return { problems, ...(journey && { journey }) }
  const prepared = await preparePictures(folder, journey)
  const all = inReadingOrder([...problems, ...prepared.problems])
  return prepared.problems.length > 0
    ? { problems: all }
    : { problems: all, journey: { ...journey, pictures: prepared.pictures } }
}

/** As long as the address of any pictures: a site with the longest name. */
const anyPicturesUrl = `https://${'d'.repeat(60)}.example`

/** Files without errors may still be too long once they are rendered. */
async function checkedAsSent({ problems, journey }: CheckedJourney): Promise<CheckedJourney> {
  if (!journey) return { problems }
  const tooLong = lintSizes(await compileJourney(journey, anyPicturesUrl))
  if (tooLong.length === 0) return { problems, journey }
  return { problems: inReadingOrder([...problems, ...tooLong]) }
}

/**
 * Returns one journey without problems.
 * @throws OperatorProblem with all problems of the journey
 */
export async function faultlessJourney(root: string, name: string): Promise<AuthoredJourney> {
  const [checked] = await checkJourneys(root, [name])
  if (checked?.journey) return checked.journey
  const report = checked ? problemLines(checked).join('\n') : ''
  throw new OperatorProblem(`${report}\n${name} cannot be used before its errors are mended.`)
}

/** Each problem as `folder/file:line  message`, which editors show as a link. */
export const problemLines = ({ folder, problems }: Checked): string[] =>
  problems.map(({ file, line, severity, message }) => {
    const place = `${join(folder, file)}:${line}`
    return `${place}  ${severity === 'warning' ? 'advice: ' : ''}${message}`
  })

async function journeysIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorProblem(
      `${root} cannot be read: ${whyOf(error)}. --folder names where the journeys are.`,
    )
  })
  const links = entries.filter(entry => entry.isSymbolicLink()).map(({ name }) => name)
  const isJourney = await Promise.all(links.map(name => isPassedForJourney(join(root, name))))
  return [
    ...entries.filter(entry => entry.isDirectory()).map(({ name }) => name),
    ...links.filter((_, i) => isJourney[i]),
  ].toSorted()
}

/** A link to a folder or to nothing stands where a journey would: reading it says what is wrong with it. */
const isPassedForJourney = (link: string): Promise<boolean> =>
  stat(link).then(
    behind => behind.isDirectory(),
    () => true,
  )

/** The linter's messages about journeys, and whether all can be published. */
export async function lintJourneys(
  root: string,
  names: readonly string[],
): Promise<{ lines: string[]; fit: boolean }> {
  const checked = await checkJourneys(root, names)
  return {
    lines: checked.flatMap(one => [
      ...problemLines(one),
      ...pictureLines(one.journey?.pictures ?? []),
      summary(one),
    ]),
    fit: checked.every(({ journey }) => journey !== undefined),
  }
}

function summary({ id, problems, journey }: Checked): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const advice = problems.length - errors
  const asides = advice > 0 ? `, ${advice} to think about` : ''
  return journey
    ? `${id}: ${modulesInWords(journey.modules.length)}, nothing wrong${asides}.`
    : `${id}: ${errors} to mend${asides}.`
}
