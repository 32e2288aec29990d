import type { Instant, LearnerId } from '../ids.ts'
import {
  type Circle,
  type CircleEvent,
  circleDueAt,
  circleOverAt,
  evolveCircle,
  type Met,
  membersIn,
  nextHost,
  reportersOf,
  turnAt,
} from './circle.ts'

interface OfOne {
  at: Instant
  learnerId: LearnerId
}

/** Something that a member does, that an operator decides, or that becomes due. */
export type CircleCommand =
  | ({ type: 'PassOn' } & OfOne)
  | ({ type: 'Go' } & OfOne)
  | ({ type: 'Report' } & OfOne)
  /** Who is erased is no longer named as a reporter; the report stays. */
  | ({ type: 'ForgetReporter' } & OfOne)
  | ({ type: 'RecordMet'; worth: Met } & OfOne)
  | { type: 'GoOnWhenDue' | 'SettleReport' | 'End'; at: Instant }
  /**
   * All letters about this state of the circle (turn, host, ended or not) are planned. If the circle has changed
   * since, the command changes nothing.
   */
  | { type: 'NoteTold'; at: Instant; turn: number; host?: LearnerId | undefined; isEnded: boolean }
type CommandOf<T extends CircleCommand['type']> = Extract<CircleCommand, { type: T }>

/** The result of a circle's command. */
export type CircleOutcome = 'done' | 'done-before' | 'ended' | 'not-a-member' | 'not-the-host' | 'nothing-due'

interface CircleDecision {
  outcome: CircleOutcome
  events: readonly CircleEvent[]
}

const nothing = (outcome: CircleOutcome): CircleDecision => ({ outcome, events: [] })
const done = (...events: CircleEvent[]): CircleDecision => ({ outcome: 'done', events })

const isMember = (circle: Circle, learnerId: LearnerId): boolean =>
  membersIn(circle).some(({ id }) => id === learnerId)

/** Asks the next host, given the circle as it is after these events. */
function askNext(circle: Circle, events: readonly CircleEvent[], at: Instant, turn: number): CircleEvent {
  const then = events.reduce(evolveCircle, circle)
  const host = nextHost(turn === then.turn ? then : { ...then, passed: [] })
  return { type: 'HostAsked', at, turn, ...(host && { host }) }
}

function passOn(circle: Circle, { at, learnerId }: OfOne): CircleDecision {
  if (circle.passed.includes(learnerId)) return nothing('done-before')
  if (circle.host !== learnerId) return nothing('not-the-host')
  const passed: CircleEvent = { type: 'HostingPassedOn', at, learnerId }
  return done(passed, askNext(circle, [passed], at, circle.turn))
}

/** A circle of one member ends. If the host leaves, the next one is asked. */
function leaveCircle(circle: Circle, { at, learnerId }: OfOne): CircleDecision {
  const gone: CircleEvent = { type: 'MemberGone', at, learnerId }
  if (circle.endedAt !== undefined) return done(gone)
  if (membersIn(circle).length <= 2) return done(gone, { type: 'CircleEnded', at, why: 'alone' })
  return circle.host === learnerId ? done(gone, askNext(circle, [gone], at, circle.turn)) : done(gone)
}

function recordMet(circle: Circle, { at, learnerId, worth }: CommandOf<'RecordMet'>): CircleDecision {
  const before = circle.members.find(({ id }) => id === learnerId)?.worth
  const isToldBefore = before === worth || (before !== undefined && worth === 'not-said')
  return isToldBefore ? nothing('done-before') : done({ type: 'CircleMet', at, learnerId, worth })
}

/** Begins the turn that is due (only the last one, if several were missed), or ends the circle. */
function goOn(circle: Circle, at: Instant): CircleDecision {
  const dueAt = circleDueAt(circle)
  if (dueAt === undefined || at < dueAt) return nothing('nothing-due')
  if (at >= circleOverAt(circle)) return done({ type: 'CircleEnded', at, why: 'over' })
  return done(askNext(circle, [], at, turnAt(circle, at)))
}

/** Every member may report a circle, even after leaving it or after its end. */
function report(circle: Circle, { at, learnerId }: OfOne): CircleDecision {
  if (!circle.members.some(({ id }) => id === learnerId)) return nothing('not-a-member')
  return reportersOf(circle).includes(learnerId)
    ? nothing('done-before')
    : done({ type: 'CircleReported', at, learnerId })
}

const forgetReporter = (circle: Circle, { at, learnerId }: OfOne): CircleDecision =>
  reportersOf(circle).includes(learnerId)
    ? done({ type: 'ReporterForgotten', at, learnerId })
    : nothing('done-before')

function settleReport(circle: Circle, at: Instant): CircleDecision {
  return circle.reportedAt === undefined ? nothing('done-before') : done({ type: 'ReportSettled', at })
}

function noteTold(circle: Circle, { at, turn, host, isEnded }: CommandOf<'NoteTold'>): CircleDecision {
  const isOfThis = circle.turn === turn && circle.host === host && isEnded === (circle.endedAt !== undefined)
  if (!circle.isUntold || !isOfThis) return nothing('done-before')
  return done({ type: 'CircleTold', at, turn, ...(host && { host }) })
}

function decideOnOne(circle: Circle, command: CommandOf<'PassOn' | 'Go' | 'RecordMet'>): CircleDecision {
  if (!isMember(circle, command.learnerId)) return nothing('not-a-member')
  if (command.type === 'Go') return leaveCircle(circle, command)
  if (command.type === 'RecordMet') return recordMet(circle, command)
  return circle.endedAt === undefined ? passOn(circle, command) : nothing('ended')
}

/** A member who has left a circle cannot come back into it. */
export function decideCircle(circle: Circle, command: CircleCommand): CircleDecision {
  switch (command.type) {
    case 'GoOnWhenDue':
      return goOn(circle, command.at)
    case 'Report':
      return report(circle, command)
    case 'ForgetReporter':
      return forgetReporter(circle, command)
    case 'NoteTold':
      return noteTold(circle, command)
    case 'SettleReport':
      return settleReport(circle, command.at)
    case 'End':
      return circle.endedAt === undefined
        ? done({ type: 'CircleEnded', at: command.at, why: 'by-operator' })
        : nothing('done-before')
    default:
      return decideOnOne(circle, command)
  }
}
