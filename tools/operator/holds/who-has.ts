import { second } from '../../../shared/domain/duration.ts'
import { isOfGroup } from '../../../shared/domain/email.ts'
import { isOver, moduleAgain } from '../../../shared/domain/enrolment.ts'
import type { Instant, JourneyId, LearnerId, ModuleId } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { isReachable } from '../../../shared/domain/learner.ts'
import { modulesAhead } from '../../../shared/domain/progress.ts'
import { begun } from '../../../shared/domain/to-come.ts'
import { everybody } from '../../../shared/store/everybody.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { OperatorDeps } from '../deps.ts'

/** Who was emailed a module since a moment, and who was not, by ids. */
export interface WhoHas {
  since: Instant
  /** SES accepted their email. */
  has: LearnerId[]
  /** Claimed: in flight now, or of unknown outcome. */
  onItsWay: LearnerId[]
  /** People who received it before that moment, and not again since. */
  hadBefore: number
  /** People whose next module it is. */
  next: LearnerId[]
  /** The number of people further back in the journey. */
  later: number
  /** People whose rows cannot be read; look at them one by one. */
  unreadable: LearnerId[]
}

/** A module, and its current version. */
export interface ModuleSince {
  journey: Journey
  moduleId: ModuleId
  since: Instant
}

type LearnerStatus = 'has' | 'on-its-way' | 'had-before' | 'next' | 'later' | 'nothing'

function emailedAt({ rows }: LearnerRecord, journeyId: JourneyId, moduleId: ModuleId): Instant | undefined {
  const history = parseHistory(rows.enrolments[journeyId]?.history ?? '')
  return history.findLast(one => one.type === 'ModuleEmailed' && one.moduleId === moduleId)?.at
}

function statusOf(
  record: LearnerRecord,
  { journey, moduleId, since }: ModuleSince,
  now: Instant,
): LearnerStatus {
  const learner = begun(record.learner, journey.id, { [journey.id]: journey }, now)
  const enrolment = learner.enrolments[journey.id]
  if (!enrolment) return 'nothing'
  const at = emailedAt(record, journey.id, moduleId)
  // Histories store whole seconds, so it may have been up to a second later.
  if (at !== undefined && at > since - second) return 'has'
  const email = enrolment.claim?.email
  if (email && !isOfGroup(email) && email.moduleId === moduleId) return 'on-its-way'
  const goesOut = !isOver(enrolment) && isReachable(learner)
  if (goesOut && moduleAgain(enrolment) === moduleId) return 'next'
  if (at !== undefined) return 'had-before'
  if (!goesOut) return 'nothing'
  const ahead = modulesAhead(journey, learner, enrolment).map(({ id }) => id)
  if (ahead[0] === moduleId && enrolment.phase.is === 'waiting') return 'next'
  return ahead.includes(moduleId) ? 'later' : 'nothing'
}

/**
 * Scans the whole table for people who were emailed a module since a moment.
 * @param seen called with the number of people examined.
 */
export async function whoHas(
  deps: OperatorDeps,
  recalled: ModuleSince,
  seen: (people: number) => void,
): Promise<WhoHas> {
  const who: WhoHas = {
    since: recalled.since,
    has: [],
    onItsWay: [],
    hadBefore: 0,
    next: [],
    later: 0,
    unreadable: [],
  }
  const now = deps.clock.now()
  let people = 0
  for await (const { learnerId, found } of everybody(deps.table)) {
    if (found?.is === 'unreadable') who.unreadable.push(learnerId)
    if (found?.is === 'readable') note(who, learnerId, statusOf(found.record, recalled, now))
    people += 1
    if (people % 1000 === 0) seen(people)
  }
  return who
}

function note(who: WhoHas, learnerId: LearnerId, status: LearnerStatus): void {
  if (status === 'has') who.has.push(learnerId)
  if (status === 'on-its-way') who.onItsWay.push(learnerId)
  if (status === 'next') who.next.push(learnerId)
  if (status === 'had-before') who.hadBefore += 1
  if (status === 'later') who.later += 1
}
