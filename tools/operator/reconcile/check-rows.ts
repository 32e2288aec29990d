import { describeError } from '../../../shared/contracts/describe-error.ts'
import type { DomainEvent } from '../../../shared/domain/domain-event.ts'
import { dueAtOf, enrolmentDueAt } from '../../../shared/domain/due.ts'
import { minute } from '../../../shared/domain/duration.ts'
import { type Enrolment, isAtRest, isOver } from '../../../shared/domain/enrolment.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import { isReachable, type Learner } from '../../../shared/domain/learner.ts'
import type { Somebody } from '../../../shared/store/everybody.ts'
import { isProfile, isTombstone, type RowRef, rowRefOf } from '../../../shared/store/keys.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { isPlaced, type RepairStore } from '../../../shared/store/repairs.ts'
import type { Item } from '../../../shared/store/table.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import { type Finding, notCompared } from './finding.ts'

/** How late a row may be before it is reported, in milliseconds. Ticks come once a minute. */
const overdueAfter = 15 * minute

/** The dependencies of the checks of rows. */
export interface RowDeps extends Pick<OperatorDeps, 'clock' | 'learners' | 'repairs'> {
  /** Whether an operator or a breaker holds what this row waits for. */
  isHeld: (ref: RowRef) => boolean
}

const nameOf = ({ learnerId, journeyId }: RowRef): string =>
  journeyId === undefined ? learnerId : `${learnerId} in ${journeyId}`

function withoutPerson({ learnerId, rows }: Somebody, repairs: RepairStore): Finding[] {
  const others = rows.filter(row => !isTombstone(row))
  if (others.length === 0) return []
  if (others.length < rows.length)
    return [
      {
        kind: 'left-over',
        about: learnerId,
        words: `was erased, and ${others.length} of their rows are still there`,
        repair: () => repairs.clear(learnerId),
      },
    ]
  if (rows.some(isProfile)) return []
  return [
    { kind: 'rows-without-person', about: learnerId, words: 'has rows of journeys and none of their own' },
  ]
}

function quarantined({ found }: Somebody, row: Item, { repairs, clock }: RowDeps): Finding[] {
  if (typeof row['quarantined'] !== 'string') return []
  const ref = rowRefOf(row)
  // A row that cannot be read is due at once, and is quarantined again if it still cannot be.
  const dueAt = found?.is === 'readable' ? dueAtOf(found.record.learner, ref.journeyId) : clock.now()
  const repair = () => repairs.release(ref, dueAt)
  return [
    { kind: 'quarantined', about: nameOf(ref), words: `was quarantined: ${row['quarantined']}`, repair },
  ]
}

/** Takes part, but nothing will ever happen by itself. */
const isStranded = (learner: Learner, enrolment: Enrolment): boolean =>
  isReachable(learner) &&
  enrolment.epoch === learner.epoch &&
  !isOver(enrolment) &&
  !isAtRest(enrolment) &&
  enrolmentDueAt(learner, enrolment) === undefined

/** Makes an enrolment due now, so that the engine finds its next step. */
async function lookNow({ learners, clock }: RowDeps, { learner }: LearnerRecord, journeyId: string) {
  const record = await learners.find(learner.id)
  const enrolment = record?.learner.enrolments[journeyId]
  if (!record || !enrolment || !isStranded(record.learner, enrolment)) return false
  const at = clock.now()
  const events: DomainEvent[] = [
    { type: 'EmailDeferred', at, journeyId, reason: 'nothing-to-send', dueAt: at },
  ]
  const change = { after: events.reduce(evolve, record.learner), events }
  return (await learners.save(record, change)) !== undefined
}

function placing(record: LearnerRecord, row: Item, deps: RowDeps): Finding[] {
  const { learner } = record
  const ref = rowRefOf(row)
  const { journeyId } = ref
  const enrolment = journeyId === undefined ? undefined : learner.enrolments[journeyId]
  const dueAt = dueAtOf(learner, journeyId)
  const about = nameOf(ref)
  if (enrolment && journeyId !== undefined && isStranded(learner, enrolment)) {
    const repair = () => lookNow(deps, record, journeyId)
    return [{ kind: 'no-next-step', about, words: 'takes part, and nothing is planned for them', repair }]
  }
  if (isPlaced(row, ref, dueAt)) return deps.isHeld(ref) ? [] : overdue(about, dueAt, deps)
  const repair = () => deps.repairs.place(ref, Number(row['v']), dueAt)
  return [{ kind: 'misplaced', about, words: 'does not stand in the due index where they should', repair }]
}

function overdue(about: string, dueAt: number | undefined, { clock }: RowDeps): Finding[] {
  if (dueAt === undefined || clock.now() - dueAt <= overdueAfter) return []
  return [{ kind: 'overdue', about, words: `has waited since ${londonTime(dueAt)}` }]
}

/** Findings about the rows of one person, row by row. */
export function checkRows(somebody: Somebody, deps: RowDeps): Finding[] {
  const { learnerId, rows, found } = somebody
  if (!found || rows.some(isTombstone)) return withoutPerson(somebody, deps.repairs)
  const aside = rows.flatMap(row => quarantined(somebody, row, deps))
  if (found.is === 'unreadable') {
    const words = `cannot be read, and ${notCompared}: ${describeError(found.error)}`
    return [...aside, { kind: 'unreadable', about: learnerId, words }]
  }
  const inPlace = rows.filter(row => row['quarantined'] === undefined)
  return [...aside, ...inPlace.flatMap(row => placing(found.record, row, deps))]
}
