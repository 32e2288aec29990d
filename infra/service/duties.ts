import type { FunctionName } from '../../shared/contracts/functions.ts'

/** What tells one function from the others, but for its code, its environment and its permissions. */
export interface Duty {
  /** What learners notice when it fails; it stands in the function's description and in the alarm's. */
  readonly whenItFails: string
  readonly timeoutSeconds: number
  /** Megabytes; processor time comes in proportion. */
  readonly memorySize: number
  /** Tries by Lambda itself, after the first, for an event that nobody waits for. */
  readonly retryAttempts: 0 | 1 | 2
  readonly maxEventAgeHours: number
}

/** Somebody waits for the answer. */
const page = { timeoutSeconds: 15, memorySize: 512, retryAttempts: 0, maxEventAgeHours: 1 } as const
/** Nobody waits, and what stays undone is found by the walk over what is due. */
const reaction = { timeoutSeconds: 30, memorySize: 512, retryAttempts: 2, maxEventAgeHours: 6 } as const
/** A tick starts it every minute, so the next worker begins before this one stops, and no retry is worth more. */
const sender = { timeoutSeconds: 120, memorySize: 1024, retryAttempts: 0, maxEventAgeHours: 1 } as const

/** The duty of each function. */
export const duties: Record<FunctionName, Duty> = {
  'sign-up': { ...page, whenItFails: 'nobody can sign up.' },
  'learner-pages': {
    ...page,
    whenItFails: 'no link in an email works: confirm, done, preferences, unsubscribe.',
  },
  'start-journey': { ...reaction, whenItFails: 'new people wait minutes longer for their first module.' },
  'record-completion': {
    ...reaction,
    whenItFails: 'people are reminded of a module that they did on a learning platform.',
  },
  'deliver-due': { ...sender, whenItFails: 'no email goes out, confirmations included.' },
  'ses-feedback': {
    ...reaction,
    whenItFails: 'addresses that bounced are emailed again, and unknown outcomes stay open.',
  },
  'publish-facts': {
    ...reaction,
    whenItFails: 'what follows the press of a button comes minutes late, and the counts stand still.',
  },
}
