import { LocalProblem } from '../local-problem.ts'
import { compileFilter, type Test } from './pattern-filters.ts'

/** Returns whether an event (or any JSON object) matches. */
export type Matches = (event: unknown) => boolean

/**
 * Compiles an EventBridge event pattern; filters of event source mappings use the same language. Rules: Amazon
 * EventBridge user guide, "Creating Amazon EventBridge event patterns".
 * @throws {LocalProblem} on syntax that is not supported here
 */
export function compilePattern(pattern: Record<string, unknown>): Matches {
  const checks = Object.entries(pattern).map(([key, wanted]) =>
    key === '$or' ? anyOf(wanted) : field(key, wanted),
  )
  return event => checks.every(check => check(event))
}

function anyOf(alternatives: unknown): Matches {
  if (!Array.isArray(alternatives)) throw unsupported({ $or: alternatives })
  const compiled = alternatives.map(alternative => compilePattern(alternative as Record<string, unknown>))
  return event => compiled.some(matches => matches(event))
}

function field(key: string, wanted: unknown): Matches {
  if (Array.isArray(wanted)) {
    const tests = wanted.map(compileFilter)
    return event => matchesLeaf(fieldOf(event, key), tests)
  }
  if (typeof wanted !== 'object' || wanted === null) throw unsupported({ [key]: wanted })
  const inner = compilePattern(wanted as Record<string, unknown>)
  return event => {
    const value = fieldOf(event, key)
    return Array.isArray(value) ? value.some(inner) : inner(value)
  }
}

/** An array in the event matches if any of its elements does. The value of a missing field is `undefined`. */
function matchesLeaf(value: unknown, tests: Test[]): boolean {
  const values = Array.isArray(value) ? value : [value]
  if (values.length === 0) return tests.some(test => test(undefined))
  return tests.some(test => values.some(test))
}

function fieldOf(event: unknown, key: string): unknown {
  if (typeof event !== 'object' || event === null || !Object.hasOwn(event, key)) return undefined
  return (event as Record<string, unknown>)[key]
}

function unsupported(part: unknown): LocalProblem {
  return new LocalProblem(
    `The event pattern ${JSON.stringify(part)} is wrong: EventBridge wants a list of values, or an object with more fields.`,
  )
}
