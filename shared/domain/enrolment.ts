import { type CircleLetter, waitingLetters } from './circles/letter.ts'
import { isOfGroup, type JourneyEmail } from './email.ts'
import type { Epoch, Instant, JourneyId, ModuleId } from './ids.ts'
import type { Reply } from './mirror.ts'
import { type Claim, isGivenUp, type Outbox, type Waiting } from './outbox.ts'
import type { CalendarDay } from './preferences.ts'
import type { TryAnswer } from './try-answers.ts'

/**
 * Where a learner stands in a journey, apart from pauses. Waits are counted from `since`: the completion of the
 * module before, the email of the one being read, or the last activity. `asked`: they asked for the next module, so that
 * no wait and no day counts. `again`: who comes back after a pause gets the
 * module that they have before them once more.
 */
export type Phase =
  | { is: 'waiting'; since: Instant; asked?: true }
  | {
      is: 'reading'
      moduleId: ModuleId
      since: Instant
      reminders: number
      again?: true
      /** The version of the journey in whose words the module came: its reminders carry the subject that was received. */
      version?: number
    }
  | { is: 'completed' }
  | { is: 'left' }

/** One learner in one journey: its outbox, and what comes next in it. */
export interface Enrolment extends Outbox<JourneyEmail>, Partial<Waiting> {
  journeyId: JourneyId
  /** The learner's epoch when this began; a different one there means that this belongs to an earlier life. */
  epoch: Epoch
  phase: Phase
  /** When the engine next looks here. Kept through a pause, though nothing looks then. */
  dueAt?: Instant
  pausedBy?: 'learner' | 'silence'
  /** Modules in the order in which they were emailed, and completed. */
  emailed: readonly ModuleId[]
  done: readonly ModuleId[]
  /** What they say of modules that are done: whether they tried what was asked of them. */
  tried?: Readonly<Record<ModuleId, TryAnswer>>
  /** What they say to the questions of modules; they stay when the journey begins once more. */
  replies?: Readonly<Record<ModuleId, Reply>>
  /** Modules before their place that are for their sector, which they named only after they had passed them. */
  offered?: readonly ModuleId[]
  /** When its last email was handed to SES. */
  lastEmailAt?: Instant
  /** The round of circles that they joined last. */
  round?: CalendarDay
  /** Rounds, the last of them and without a break, in which they said nothing to what was proposed. */
  silent?: readonly CalendarDay[]
  /** A module that an operator sends once more, beside whatever is planned. */
  resend?: { moduleId: ModuleId; at: Instant }
  /** Letters about a group that they joined from here, until each is of no use any more. */
  letters?: readonly CircleLetter[]
}

/** Whether a journey is behind somebody: finished, or left. */
export const isOver = ({ phase }: Enrolment): boolean => phase.is === 'completed' || phase.is === 'left'

/** Whether the last email of a journey that is finished has not gone out. */
export const awaitsLastEmail = ({ phase, dueAt }: Enrolment): boolean =>
  phase.is === 'completed' && dueAt !== undefined

/** Whether an email of a journey may still come: one that is finished has a last one, and may have letters about a group. */
export const isStillMailed = (enrolment: Enrolment): boolean =>
  !isOver(enrolment) ||
  awaitsLastEmail(enrolment) ||
  (enrolment.phase.is === 'completed' && waitingLetters(enrolment).length > 0)

/** Whether nothing of a journey goes out until somebody does something: it is paused, or given up. */
export const isAtRest = (enrolment: Enrolment): boolean =>
  enrolment.pausedBy !== undefined || isGivenUp(enrolment)

/** The module that somebody has before them: read, or on its way to them though its sending is not written down yet. */
export function currentModule({ phase, claim }: Enrolment): ModuleId | undefined {
  if (phase.is === 'reading') return phase.moduleId
  return phase.is === 'waiting' && claim?.email.kind === 'module' ? claim.email.moduleId : undefined
}

/** Whether they asked for the module that comes next. */
export const isAskedFor = ({ phase }: Pick<Enrolment, 'phase'>): boolean =>
  phase.is === 'waiting' && phase.asked === true

/** The module that goes out once more to who has come back; undefined where none does. */
export const moduleAgain = ({ phase }: Pick<Enrolment, 'phase'>): ModuleId | undefined =>
  phase.is === 'reading' && phase.again ? phase.moduleId : undefined

/** Whether the next email of a journey is a module's: the next one, or once more the one that they have before them. */
export const awaitsModule = (enrolment: Pick<Enrolment, 'phase'>): boolean =>
  enrolment.phase.is === 'waiting' || moduleAgain(enrolment) !== undefined

/**
 * Whether an email that is on its way still says what is so. Not if its module is done, or the person was active
 * after it was claimed: then it changes nothing but that it went out.
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
