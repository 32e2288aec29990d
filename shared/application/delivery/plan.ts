import { decide } from '../../domain/decide.ts'
import type { Decision, Journeys } from '../../domain/decision.ts'
import { commandWhenDue, type DueContext } from '../../domain/due.ts'
import { anybodyCanCause } from '../../domain/email-kind-groups.ts'
import { canaryOf } from '../../domain/hold.ts'
import type { DueRef } from '../../store/due.ts'
import { findLearners } from '../../store/find-learners.ts'
import { rowKey } from '../../store/keys.ts'
import type { Found } from '../../store/learner-record.ts'
import { changeBy, journeysOf } from '../execute-command.ts'
import { type Admit, admission } from './admission.ts'
import { defer } from './defer.ts'
import type { DeliveryDeps } from './deps.ts'
import { type EvidenceAround, evidenceReader, settleByEvidence } from './evidence.ts'
import { inMailboxTurns } from './mailbox-turns.ts'
import type { Planned } from './planned.ts'

/** The result of planning a page of people. */
export interface Plan {
  toSend: Planned[]
  /** Emails whose outcome is still unknown, for the alarm. */
  unknown: number
}

/** The engine's decision about a due learner, or why there is none: an unreadable row, or a bug. */
type Considered =
  | ({ is: 'decided'; decision: Decision } & Omit<Planned, 'email'>)
  | { is: 'unworkable'; reason: string }

function consider(found: Found, ref: DueRef, at: number, turn: DueContext, journeys: Journeys): Considered {
  try {
    if (found.is === 'unreadable') throw found.error
    const { record } = found
    const command = commandWhenDue(record.learner, ref.journeyId, at, turn)
    const decision = decide(record.learner, command, journeys)
    const change = changeBy(record.learner, decision)
    const canary = ref.journeyId === undefined ? undefined : canaryOf(turn.holds, ref.journeyId)
    return { is: 'decided', decision, record, change, command, canary }
  } catch (error) {
    return { is: 'unworkable', reason: error instanceof Error ? error.message : String(error) }
  }
}

type PlannedOne = { is: 'to-send'; planned: Planned } | { is: 'unknown' } | { is: 'settled' }

async function planOne(
  deps: DeliveryDeps,
  around: EvidenceAround,
  ref: DueRef,
  considered: Considered,
  journeys: Journeys,
): Promise<PlannedOne> {
  if (considered.is === 'unworkable') {
    const { reason } = considered
    const next = await deps.quarantined.failed(rowKey(ref), reason)
    deps.log.error('Somebody who is due cannot be worked on', { ...ref, reason, next })
    return { is: 'settled' }
  }
  const { record, decision, change, command, canary } = considered
  if (decision.outcome === 'claimed' && decision.email)
    return { is: 'to-send', planned: { record, change, email: decision.email, command, canary } }
  if (decision.outcome === 'needs-evidence')
    return { is: (await settleByEvidence(deps, around, record, ref, journeys)) ? 'settled' : 'unknown' }
  if (decision.events.length > 0) await deps.learners.save(record, change)
  return { is: 'settled' }
}

/**
 * Reads the people of a page, decides for each, and stores every decision that is not an email. A person who cannot
 * be worked on delays nobody else; one who cannot be stored now stays due.
 * @param admit which account emails may go now. One for the whole run, of which this is one page.
 */
export async function plan(
  deps: DeliveryDeps,
  turn: DueContext,
  refs: readonly DueRef[],
  admit: Admit = admission(deps),
): Promise<Plan> {
  const found = await findLearners(deps.table, refs)
  const people = [...found.values()].flatMap(one => (one.is === 'readable' ? one.record.learner : []))
  const journeys = await deps.library.journeys([...new Set(people.flatMap(one => journeysOf(one)))])
  const around = evidenceReader(deps.evidence)
  const at = deps.clock.now()
  const results = await Promise.all(
    refs.map(async (ref): Promise<PlannedOne> => {
      const person = found.get(ref.learnerId)
      if (!person) return { is: 'settled' }
      const considered = consider(person, ref, at, turn, journeys)
      return planOne(deps, around, ref, considered, journeys).catch(error => {
        deps.log.error('Somebody who is due stays due', { ...ref, reason: String(error) })
        return { is: 'settled' }
      })
    }),
  )
  const toSend = results.flatMap(one => (one.is === 'to-send' ? [one.planned] : []))
  const ofAnybody = toSend.filter(({ email }) => anybodyCanCause(email))
  const others = toSend.filter(({ email }) => !anybodyCanCause(email))
  const { now, later } = await admit(ofAnybody)
  await Promise.all(later.map(one => defer(deps, one)))
  return {
    toSend: [...(await inMailboxTurns(deps, now)), ...others],
    unknown: results.filter(one => one.is === 'unknown').length,
  }
}
