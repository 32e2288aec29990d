import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { type Problem, warningAt } from './problem.ts'

/** Words a minute: in a hurry, and as most people read. */
const pace = { hurried: 260, usual: 200 } as const

/** Modules that take longer to read than their emails say. */
export function lintMinutes(
  { modules }: Pick<AuthoredJourney, 'modules'>,
  lineOf: (module: AuthoredModule, setting: string) => number,
): Problem[] {
  return modules.flatMap(module => {
    const words = module.body.trim().split(/\s+/).length
    if (words <= pace.hurried * module.minutes) return []
    const message = `${words} words take about ${Math.round(words / pace.usual)} minutes to read, and not ${module.minutes}.`
    return [warningAt(module.file, lineOf(module, 'minutes'), message)]
  })
}
