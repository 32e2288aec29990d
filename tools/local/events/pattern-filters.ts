import { LocalProblem } from '../local-problem.ts'
import { matchesWildcard } from '../wildcard.ts'

/** Tests one value of an event. The value of a missing field is `undefined`. */
export type Test = (value: unknown) => boolean

const ofText =
  (test: (text: string) => boolean): Test =>
  value =>
    typeof value === 'string' && test(value)

const present: Test = value => value !== undefined && (typeof value !== 'object' || value === null)

/** EventBridge's comparison operators, by name. */
const operators: Record<string, (operand: unknown) => Test> = {
  exists: operand => value => present(value) === operand,
  prefix: operand => affix(operand, (text, part) => text.startsWith(part)),
  suffix: operand => affix(operand, (text, part) => text.endsWith(part)),
  'equals-ignore-case': operand => {
    const wanted = String(operand).toLowerCase()
    return ofText(text => text.toLowerCase() === wanted)
  },
  wildcard: operand => ofText(text => matchesWildcard(String(operand), text)),
  numeric,
  'anything-but': anythingBut,
}

/**
 * Compiles one entry of a pattern's list: a value to equal, or one operator.
 * @throws {LocalProblem} on an operator that isn't supported here
 */
export function compileFilter(filter: unknown): Test {
  if (typeof filter !== 'object' || filter === null) return value => value === filter
  const [[name, operand] = ['', undefined], ...others] = Object.entries(filter)
  const operator = operators[name]
  if (!operator || others.length > 0)
    throw new LocalProblem(
      `The local stack doesn't support ${JSON.stringify(filter)} in an event pattern. Add it to tools/local/events/pattern-filters.ts, or write the pattern otherwise.`,
    )
  return operator(operand)
}

function affix(operand: unknown, test: (text: string, part: string) => boolean): Test {
  if (typeof operand === 'string') return ofText(text => test(text, operand))
  const { 'equals-ignore-case': part } = operand as Record<string, unknown>
  return ofText(text => test(text.toLowerCase(), String(part).toLowerCase()))
}

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
}

/** `["numeric", [">", 0, "<=", 5]]`: pairs of a comparison and a limit; all pairs must hold. */
function numeric(operand: unknown): Test {
  const parts = operand as unknown[]
  const tests = Array.from({ length: parts.length / 2 }, (_, index) => {
    const compare = comparisons[String(parts[2 * index])]
    const limit = Number(parts[2 * index + 1])
    if (!compare || Number.isNaN(limit))
      throw new LocalProblem(`The event pattern {"numeric": ${JSON.stringify(operand)}} can't be read.`)
    return (value: number) => compare(value, limit)
  })
  return value => typeof value === 'number' && tests.every(test => test(value))
}

/** The negation of values or of an operator. It does not match a missing field. */
function anythingBut(operand: unknown): Test {
  const refused = (Array.isArray(operand) ? operand : [operand]).flatMap(spread).map(compileFilter)
  return value => present(value) && !refused.some(test => test(value))
}

/** `{"prefix": ["a", "b"]}` stands for one filter per value. */
function spread(filter: unknown): unknown[] {
  if (typeof filter !== 'object' || filter === null) return [filter]
  const [[name, operand] = ['', undefined]] = Object.entries(filter)
  return Array.isArray(operand) ? operand.map(value => ({ [name]: value })) : [filter]
}
