import type { PublishedType } from '../domain/domain-event.ts'
import type { EnvContract } from './env.ts'

/** Which events of our own bus start a function: of some types, or all that make an email due at once. */
export type OwnEvents = { readonly detailType: readonly PublishedType[] } | { readonly dueNow: true }

/** What both the infrastructure and the code know of a function. Its trigger, rights and alarms stand in `infra/functions`. */
export interface FunctionContract {
  /** What it reads at its start. A constant of its own, so that its bundle holds no more of its contract. */
  readonly env: EnvContract
  /** What learners notice when it fails; it stands in the function's description and in the alarm's. */
  readonly whenItFails: string
  readonly timeoutSeconds: number
  /** Megabytes; processor time comes in proportion. */
  readonly memorySize: number
  /** The kinds of rows that it may read by their keys; its role allows no others. What is due is found by an index of its own. */
  readonly rowsRead: readonly string[]
  /** The kinds of rows that it may write; its role allows no others. */
  readonly rowsWritten: readonly string[]
  /** The rule on our bus that starts it, if one does. */
  readonly reactsTo?: OwnEvents
}
