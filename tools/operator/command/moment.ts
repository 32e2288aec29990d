import { InvalidArgumentError } from 'commander'
import type { Instant } from '../../../shared/domain/ids.ts'

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Reads a moment that says its zone, such as `2026-11-23T09:00Z` or `2026-11-23T09:00+01:00`.
 * @throws InvalidArgumentError, which commander tells the operator.
 */
export function moment(text: string): Instant {
  const at = withZone.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(at)) return at
  throw new InvalidArgumentError('A moment with its zone is needed: 2026-11-23T09:00Z, or …+01:00.')
}
