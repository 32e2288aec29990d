import type { Command } from '../../domain/commands.ts'
import type { Email } from '../../domain/email.ts'
import type { Canary } from '../../domain/hold.ts'
import type { Change, LearnerRecord } from '../../store/learner-record.ts'

/** A due email, with everything that its claim will write. */
export interface Planned {
  record: LearnerRecord
  change: Change
  email: Email
  /** The command that was decided, with its time. */
  command: Command
  /** Set if a canary limits this email's journey. */
  canary?: Canary | undefined
  /** Set if this email probes whether the breaker of its version may close. */
  isProbe?: true
}
