import type { PublishedType } from '../domain/domain-event.ts'
import type { EnvContract } from './env.ts'

/** The bus events that start a function: of given types, or all that make an email due at once. */
export type OwnEvents = { readonly detailType: readonly PublishedType[] } | { readonly dueNow: true }

/** What infrastructure and code share about a function. `infra/functions` adds triggers, rights and alarms. */
export interface FunctionContract {
  /** Its settings. A separate constant, so that the bundle contains no more of the contract. */
  readonly env: EnvContract
  /** What learners notice if it fails. Shown in the descriptions of the function and its alarm. */
  readonly whenItFails: string
  readonly timeoutSeconds: number
  /** In megabytes. Processor time is proportional. */
  readonly memorySize: number
  /** The kinds of rows that it may read by key; its role allows no others. Reads of the due index are separate. */
  readonly rowsRead: readonly string[]
  /** The kinds of rows that it may write; its role allows no others. */
  readonly rowsWritten: readonly string[]
  /** The rule on our bus that starts it, if any. */
  readonly reactsTo?: OwnEvents
}
