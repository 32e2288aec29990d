import * as z from 'zod/mini'
import { $ZodError } from 'zod/v4/core'

// Imported from its source: `z.core.$ZodError` would add all of zod, with 60 languages, to every bundle (300 KB).
/**
 * An error in words, for logs and dead letters. A parser's own message is a list in JSON, or quotes what it could not
 * read, which may be anybody's.
 */
export function describeError(error: unknown): string {
  if (error instanceof $ZodError) return z.prettifyError(error)
  if (error instanceof SyntaxError) return 'It is no JSON.'
  if (!(error instanceof Error)) return String(error)
  return error.message.trim() || error.name
}
