import type { Log } from '../adapters/log.ts'
import type { FeedbackDeps } from '../application/feedback.ts'
import type { SesFeedbackEnv } from '../contracts/functions/ses-feedback.ts'
import { confirmationStore } from '../store/confirmations.ts'
import { evidenceStore } from '../store/evidence.ts'
import { holdStore } from '../store/holds.ts'
import { commandDeps } from './common/command-deps.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of ses-feedback, with the real adapters. */
export function sesFeedbackDeps(env: SesFeedbackEnv, log: Log): FeedbackDeps {
  const table = dynamoTable(env.TABLE_NAME)
  return {
    ...commandDeps(table, log),
    evidence: evidenceStore(table),
    holds: holdStore(table),
    confirmations: confirmationStore(table),
    log,
  }
}
