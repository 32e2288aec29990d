import { z } from 'zod'
import { LocalProblem } from '../../local-problem.ts'
import type { Resolved } from '../stack-scope.ts'

/** A property without effect here: encryption, tags, descriptions. */
export const noEffect = z.unknown().optional()

/**
 * Reads a resource's properties by a strict schema, so that a property unknown to the emulators is an error and not
 * ignored.
 * @throws {LocalProblem} on such a property
 */
export function readProperties<T>(schema: z.ZodType<T>, { type, logicalId, stack, properties }: Resolved): T {
  const parsed = schema.safeParse(properties)
  if (parsed.success) return parsed.data
  throw new LocalProblem(
    `The local stack can't run ${logicalId} (${type}) of ${stack.name} as it is written: ${z.prettifyError(parsed.error)}\nWrite it otherwise, or teach tools/local/template/readers about it.`,
  )
}
