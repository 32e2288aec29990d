import { type Checked, checkJourneys, problemLines } from './check.ts'
import { modulesInWords } from './edit-in-words.ts'

/** What the linter says of journeys, and whether all of them are fit to be published. */
export async function lintJourneys(
  root: string,
  names: readonly string[],
): Promise<{ lines: string[]; fit: boolean }> {
  const checked = await checkJourneys(root, names)
  return {
    lines: checked.flatMap(one => [...problemLines(one), summary(one)]),
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
