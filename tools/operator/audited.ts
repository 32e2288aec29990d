import { withoutAddresses } from '../../shared/contracts/email-address.ts'
import type { AuditDetails } from '../../shared/store/audit.ts'
import type { OperatorDeps } from './deps.ts'

/** An intended action, for the audit trail. */
export interface Intended {
  /** The command, such as `hold delivery`. */
  what: string
  /** The object of the change: random ids, never an address. */
  about?: AuditDetails
  /** The operator's reason; never empty. */
  why: string
}

/** The result of an action, and what the trail says of it. */
export interface Done<T> {
  value: T
  result?: AuditDetails
}

type AuditDeps = Pick<OperatorDeps, 'audit' | 'clock' | 'random' | 'who'>

/**
 * Executes a change with an audit entry: written before, and completed after, so that an interrupted command leaves a
 * trace too.
 * @throws whatever the work throws, after recording it.
 */
export async function audited<T>(
  deps: AuditDeps,
  { what, about = {}, why }: Intended,
  work: () => Promise<Done<T>>,
): Promise<T> {
  const at = deps.clock.now()
  const end = await deps.audit.begin({ at, who: await deps.who(), what, about, why }, deps.random.worker())
  try {
    const { value, result = {} } = await work()
    await end('done', deps.clock.now(), result)
    return value
  } catch (error) {
    // SES quotes the address that it does not send to, and an entry outlives whoever has it.
    const reason = withoutAddresses(error instanceof Error ? error.message : String(error), '•••')
    await end('failed', deps.clock.now(), { reason })
    throw error
  }
}

/** Details in one line, sorted by name, because a stored map has no order. */
export const detailsInWords = (details: AuditDetails = {}): string =>
  Object.entries(details)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The last part of an ARN: the role's session, or the user. */
export const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn
