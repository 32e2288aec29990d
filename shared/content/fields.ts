import type * as z from 'zod'
import { didYouMean } from './closest.ts'
import type { FrontMatter } from './front-matter.ts'
import { errorAt, type Problem } from './problem.ts'

/** Checks a file's settings against a schema: the values, or every problem with its line. */
export function checkFields<S extends z.ZodObject>(
  schema: S,
  file: string,
  frontMatter: FrontMatter,
): { values: z.infer<S> } | { problems: Problem[] } {
  const parsed = schema.safeParse(frontMatter.values)
  if (parsed.success) return { values: parsed.data }
  const known = Object.keys(schema.shape)
  const { issues } = parsed.error
  return {
    problems: issues
      .filter(issue => !countsSomethingElse(issue, issues))
      .flatMap(issue => explain(issue, known, file, frontMatter)),
  }
}

/** Whether an issue is about the length of a text where a list was expected. */
const countsSomethingElse = (issue: z.core.$ZodIssue, issues: readonly z.core.$ZodIssue[]): boolean =>
  issue.code.startsWith('too_') &&
  issues.some(({ code, path }) => code === 'invalid_type' && path.join() === issue.path.join())

function explain(
  issue: z.core.$ZodIssue,
  known: readonly string[],
  file: string,
  { values, lineOf, inQuotes }: FrontMatter,
): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key =>
      errorAt(file, lineOf([key]), `There is no setting "${key}".${didYouMean(key, known)}`),
    )
  const name = String(issue.path[0])
  const value = values[name]
  const message = value === undefined ? 'is missing' : value === '' ? 'is empty' : sentence(issue)
  const hint = message === notWords ? ` Put the words in quotes: ${inQuotes(name)}.` : ''
  return [errorAt(file, lineOf(issue.path), `${name}: ${message}${/[.?]$/.test(message) ? '' : '.'}${hint}`)]
}

const notWords = 'must be words'

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message
  return issue.expected === 'array' ? 'must be a list in square brackets' : notWords
}
