import type { Command } from '../../domain/commands.ts'
import type { Email } from '../../domain/email.ts'
import type { Canary } from '../../domain/hold.ts'
import type { Change, LearnerRecord } from '../../store/learner-record.ts'

/** An email that is due, with all that its claim will write. */
export interface Planned {
  record: LearnerRecord
  change: Change
  email: Email
  /** What the engine was asked, and when. */
  command: Command
  /** Has room for so many of its journey's emails, whoever sends them. */
  canary?: Canary | undefined
  /** Tests whether the breaker of its journey's version may close. */
  isProbe?: true
}
