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
  return { problems: parsed.error.issues.flatMap(issue => explain(issue, known, file, frontMatter)) }
}

function explain(
  issue: z.core.$ZodIssue,
  known: readonly string[],
  file: string,
  { values, lineOf }: FrontMatter,
): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key =>
      errorAt(file, lineOf([key]), `There is no setting "${key}".${didYouMean(key, known)}`),
    )
  const name = String(issue.path[0])
  const value = values[name]
  const message = value === undefined ? 'is missing' : value === null ? 'is empty' : sentence(issue)
  return [errorAt(file, lineOf(issue.path), `${name}: ${message}${/[.?]$/.test(message) ? '' : '.'}`)]
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message
  const expected = {
    string: 'words',
    array: 'a list in square brackets',
    int: 'a whole number',
    number: 'a number',
  }
  return `must be ${(expected as Record<string, string>)[issue.expected] ?? issue.expected}`
}
