import { sectors } from '../domain/sectors.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'
import { hoursOf, waitInWords } from './wait.ts'

/** A person without a sector gets the modules that are meant for all. */
const everybody = [...sectors, undefined]
type Audience = (typeof everybody)[number]

const gets = ({ module: { onlyFor, notFor } }: AuthoredModule, sector: Audience): boolean =>
  (onlyFor === undefined || (sector !== undefined && onlyFor.includes(sector))) &&
  (sector === undefined || !notFor?.includes(sector))

/** Whether a module may be the last one for some people. */
export const mayBeLast = (modules: readonly AuthoredModule[], module: AuthoredModule): boolean => {
  const after = modules.slice(modules.indexOf(module) + 1)
  return everybody.some(sector => gets(module, sector) && !after.some(one => gets(one, sector)))
}

/**
 * Problems: modules that nobody gets, sectors that get no module, and a start that leaves people waiting.
 * @param lineOf the line of a module's setting.
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
