import * as z from 'zod/mini'
import { $ZodError } from 'zod/v4/core'

// Imported from its source: `z.core.$ZodError` would add all of zod, with 60 languages, to every bundle (300 KB).
/**
 * Describes an error for logs and dead letters. It does not quote a parser's message, which may contain the invalid
 * data, and so anybody's.
 */
export function describeError(error: unknown): string {
  if (error instanceof $ZodError) return z.prettifyError(error)
  if (error instanceof SyntaxError) return 'It is no JSON.'
  if (!(error instanceof Error)) return String(error)
  return error.message.trim() || error.name
}
