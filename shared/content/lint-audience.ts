import { sectors } from '../domain/sectors.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'
import { hoursOf, waitInWords } from './wait.ts'

/** Somebody who named no sector gets what is not kept for particular ones. */
const everybody = [...sectors, undefined]
type Audience = (typeof everybody)[number]

const gets = ({ module: { onlyFor, notFor } }: AuthoredModule, sector: Audience): boolean =>
  (onlyFor === undefined || (sector !== undefined && onlyFor.includes(sector))) &&
  (sector === undefined || !notFor?.includes(sector))

/** Whether there are people for whom no module comes after this one. */
export const mayBeLast = (modules: readonly AuthoredModule[], module: AuthoredModule): boolean => {
  const after = modules.slice(modules.indexOf(module) + 1)
  return everybody.some(sector => gets(module, sector) && !after.some(one => gets(one, sector)))
}

/**
 * Modules that nobody gets, sectors that get no module, and a start that leaves people waiting.
 * @param lineOf the line on which a module's setting stands.
 */
export function lintAudience(
  { modules }: Pick<AuthoredJourney, 'modules'>,
  lineOf: (module: AuthoredModule, setting: string) => number,
): Problem[] {
  const unread = modules
    .filter(module => !everybody.some(sector => gets(module, sector)))
    .map(module =>
      errorAt(
        module.file,
        lineOf(module, 'notFor'),
        'Nobody can get this module: onlyFor and notFor leave no sector.',
      ),
    )
  const without = everybody.filter(sector => !modules.some(module => gets(module, sector)))
  const left = without.map(sector =>
    errorAt('journey.md', 1, `${sector ?? 'Somebody who names no sector'} would get no module at all.`),
  )
  return [...unread, ...left, ...lintStart(modules[0], lineOf)]
}

function lintStart(
  first: AuthoredModule | undefined,
  lineOf: (module: AuthoredModule, setting: string) => number,
): Problem[] {
  if (!first || hoursOf(first.module.after) === 0) return []
  const message = `The first module comes ${waitInWords(first.module.after)} after somebody signs up; people expect it at once.`
  return [warningAt(first.file, lineOf(first, 'after'), message)]
}
