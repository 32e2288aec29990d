import { type CircleLetter, waitingLetters } from './circles/letter.ts'
import { isOfGroup, type JourneyEmail } from './email.ts'
import type { Epoch, Instant, JourneyId, ModuleId } from './ids.ts'
import type { Reply } from './mirror.ts'
import { type Claim, isGivenUp, type Outbox, type Waiting } from './outbox.ts'
import type { CalendarDay } from './preferences.ts'
import type { TryAnswer } from './try-answers.ts'

/**
 * Where a learner is in a journey, apart from pauses. `since`: the start of the current wait (the previous
 * completion, the module's email, or the last activity). `asked`: the learner asked for the next module, so neither
 * wait nor preferred day counts. `again`: after a pause, the unfinished module is sent once more.
 */
export type Phase =
  | { is: 'waiting'; since: Instant; asked?: true }
  | {
      is: 'reading'
      moduleId: ModuleId
      since: Instant
      reminders: number
      again?: true
      /** The journey version in which the module was sent; its reminders use that version's subject. */
      version?: number
    }
  | { is: 'completed' }
  | { is: 'left' }

/** A learner's state in one journey: the outbox, and what comes next. */
export interface Enrolment extends Outbox<JourneyEmail>, Partial<Waiting> {
  journeyId: JourneyId
  /**
   * The learner's epoch when the enrolment began. If it differs from the learner's, the enrolment belongs to an
   * earlier epoch.
   */
  epoch: Epoch
  phase: Phase
  /** When the enrolment is next due. Kept during a pause, though not acted on. */
  dueAt?: Instant
  pausedBy?: 'learner' | 'silence'
  /** The modules in the order in which they were sent, and in which they were completed. */
  emailed: readonly ModuleId[]
  done: readonly ModuleId[]
  /** For modules that are done: whether the learner tried what was asked. */
  tried?: Readonly<Record<ModuleId, TryAnswer>>
  /** Replies to the questions of modules. They are kept when the journey begins again. */
  replies?: Readonly<Record<ModuleId, Reply>>
  /**
   * Modules for the learner's sector that come before their place in the journey, because they named the sector only
   * after passing them.
   */
  offered?: readonly ModuleId[]
  /** When its last email was handed to SES. */
  lastEmailAt?: Instant
  /** The last round of circles that they joined. */
  round?: CalendarDay
  /** The last rounds in a row whose proposals they did not answer. */
  silent?: readonly CalendarDay[]
  /** A module that an operator sends once more, outside the plan. */
  resend?: { moduleId: ModuleId; at: Instant }
  /** Letters about groups joined from this journey, each kept until it is useless. */
  letters?: readonly CircleLetter[]
}

/** Whether the journey is completed or left. */
export const isOver = ({ phase }: Enrolment): boolean => phase.is === 'completed' || phase.is === 'left'

/** Whether a completed journey's last email is still to be sent. */
export const awaitsLastEmail = ({ phase, dueAt }: Enrolment): boolean =>
  phase.is === 'completed' && dueAt !== undefined

/** Whether an email may still come: a completed journey has a last email, and may have letters about a group. */
export const isStillMailed = (enrolment: Enrolment): boolean =>
  !isOver(enrolment) ||
  awaitsLastEmail(enrolment) ||
  (enrolment.phase.is === 'completed' && waitingLetters(enrolment).length > 0)

/** Whether nothing goes out until somebody acts: the journey is paused, or its email given up. */
export const isAtRest = (enrolment: Enrolment): boolean =>
  enrolment.pausedBy !== undefined || isGivenUp(enrolment)

/** The module that the learner has to do: sent, or in flight. */
export function currentModule({ phase, claim }: Enrolment): ModuleId | undefined {
  if (phase.is === 'reading') return phase.moduleId
  return phase.is === 'waiting' && claim?.email.kind === 'module' ? claim.email.moduleId : undefined
}

/** Whether the learner asked for the next module. */
export const isAskedFor = ({ phase }: Pick<Enrolment, 'phase'>): boolean =>
  phase.is === 'waiting' && phase.asked === true

/** The module that is sent once more after a pause; undefined if none is. */
export const moduleAgain = ({ phase }: Pick<Enrolment, 'phase'>): ModuleId | undefined =>
  phase.is === 'reading' && phase.again ? phase.moduleId : undefined

/** Whether the journey's next email is a module: the next one, or the unfinished one again. */
export const awaitsModule = (enrolment: Pick<Enrolment, 'phase'>): boolean =>
  enrolment.phase.is === 'waiting' || moduleAgain(enrolment) !== undefined

/**
 * Whether an email in flight still matches the state. It does not if its module is done, or the learner was active
 * after the claim; then only the fact that it went out is recorded.
 */
export function isTimely(enrolment: Enrolment, { email, at }: Claim<JourneyEmail>): boolean {
  const { phase, done } = enrolment
  if (isOfGroup(email)) return false
  if (email.kind === 'finished') return phase.is === 'completed'
  if (email.kind === 'module')
    return (
      (phase.is === 'waiting' || moduleAgain(enrolment) === email.moduleId) && !done.includes(email.moduleId)
    )
  return phase.is === 'reading' && phase.moduleId === email.moduleId && phase.since < at
}
