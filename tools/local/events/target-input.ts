import { LocalProblem } from '../local-problem.ts'
import type { TargetSpec } from '../template/readers/rules.ts'

/** What a target gets: its constant input, a part of the event, or the whole event. */
export function targetInput({ Input, InputPath }: TargetSpec, event: unknown): unknown {
  if (Input !== undefined) return JSON.parse(Input)
  return InputPath === undefined ? event : follow(event, InputPath)
}

function follow(event: unknown, path: string): unknown {
  if (!/^\$(\.[\w-]+)*$/.test(path))
    throw new LocalProblem(
      `The local stack doesn't support the InputPath ${path}; it knows \`$.detail.name\`.`,
    )
  const names = path.split('.').slice(1)
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], event)
}
