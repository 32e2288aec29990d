import { LocalProblem } from '../local-problem.ts'

/** What an intrinsic function can look up in its stack. */
export type Scope = {
  ref(logicalId: string): unknown
  attribute(logicalId: string, name: string): unknown
  imported(exportName: string): unknown
  condition(name: string): boolean
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown

const noValue = Symbol('AWS::NoValue')

/** The supported intrinsic functions, by their name in a template. */
const intrinsics: Record<string, Intrinsic> = {
  Ref: (id, scope) => (id === 'AWS::NoValue' ? noValue : scope.ref(text(id))),
  'Fn::GetAtt': getAttribute,
  'Fn::ImportValue': (name, scope) => scope.imported(text(resolve(name, scope))),
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::Equals': (sides, scope) => {
    const [one, other] = list(resolve(sides, scope))
    return one === other
  },
  'Fn::Not': (conditions, scope) => !truth(list(conditions)[0], scope),
  'Fn::And': (conditions, scope) => list(conditions).every(condition => truth(condition, scope)),
  'Fn::Or': (conditions, scope) => list(conditions).some(condition => truth(condition, scope)),
}

/**
 * Evaluates all intrinsic functions in a value of a template. A property with `AWS::NoValue` is removed.
 * @throws {LocalProblem} on an intrinsic that is not supported here
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map(item => resolve(item, scope)).filter(item => item !== noValue)
  if (typeof value !== 'object' || value === null) return value
  const [[key, argument] = ['', undefined], ...others] = Object.entries(value)
  if (others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) return apply(key, argument, scope)
  const entries = Object.entries(value).map(([name, item]) => [name, resolve(item, scope)] as const)
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue))
}

/** Evaluates a condition, given by its name or as condition functions. */
export function truth(condition: unknown, scope: Scope): boolean {
  if (typeof condition === 'object' && condition !== null && 'Condition' in condition)
    return scope.condition(text(condition.Condition))
  return resolve(condition, scope) === true
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = intrinsics[name]
  if (!intrinsic)
    throw new LocalProblem(
      `The template uses ${name}, which the local stack doesn't support. Add it to tools/local/template/intrinsics.ts, or write the infrastructure without it.`,
    )
  return intrinsic(argument, scope)
}

function getAttribute(argument: unknown, scope: Scope): unknown {
  const [id, ...name] = typeof argument === 'string' ? argument.split('.') : list(argument)
  return scope.attribute(text(id), name.map(text).join('.'))
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument)
  const known = resolve(variables, scope) as Record<string, unknown>
  return text(template).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal, name: string) => {
    if (literal) return `\${${name}}`
    if (name in known) return text(known[name])
    return text(name.includes('.') ? getAttribute(name, scope) : scope.ref(name))
  })
}

function join(argument: unknown, scope: Scope): string {
  const [separator, parts] = list(argument)
  return list(resolve(parts, scope)).map(text).join(text(separator))
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, items] = list(argument)
  const chosen = list(resolve(items, scope))[Number(index)]
  if (chosen === undefined)
    throw new LocalProblem(`Fn::Select finds nothing at ${index}; the template is wrong.`)
  return chosen
}

function split(argument: unknown, scope: Scope): string[] {
  const [separator, whole] = list(argument)
  return text(resolve(whole, scope)).split(text(separator))
}

function choose(argument: unknown, scope: Scope): unknown {
  const [condition, yes, no] = list(argument)
  const value = scope.condition(text(condition)) ? yes : no
  return resolve(value, scope)
}

function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new LocalProblem(`The template has ${JSON.stringify(value)} where CloudFormation wants a string.`)
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new LocalProblem(`The template has ${JSON.stringify(value)} where CloudFormation wants a list.`)
}
