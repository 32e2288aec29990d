import type { Outcome } from '../functions/sandbox.ts'

/** Identifiers of the items that the function reported as failed; `all` if the batch failed as a whole. */
export type BatchResult = { failed: string[] | 'all'; error?: string }

/**
 * Reads a function's response to a batch. As in Lambda, a response that cannot be read means that all items failed.
 * Source: Lambda developer guide, "Implementing partial batch responses".
 * @param reports whether the mapping asks for `ReportBatchItemFailures`
 * @param known identifiers of the items in the batch
 */
export function readBatchResult(outcome: Outcome, reports: boolean, known: string[]): BatchResult {
  if (!outcome.ok) return { failed: 'all', error: outcome.error.errorMessage }
  const answer = outcome.payload as { batchItemFailures?: { itemIdentifier?: unknown }[] | null } | null
  if (!reports || !answer?.batchItemFailures) return { failed: [] }
  const failed = answer.batchItemFailures.map(({ itemIdentifier }) => String(itemIdentifier ?? ''))
  return failed.every(id => known.includes(id))
    ? { failed }
    : { failed: 'all', error: 'reported an item that is not in the batch' }
}
