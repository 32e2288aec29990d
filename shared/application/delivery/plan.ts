import type { Command } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import type { Decision, Journeys } from '../../domain/decision.ts'
import type { Email } from '../../domain/learner.ts'
import type { DueRef } from '../../store/due.ts'
import { findLearners, type LearnerRecord } from '../../store/learners.ts'
import type { Holds } from '../../store/switches.ts'
import { changeBy, journeysOf } from '../act.ts'
import type { DeliveryDeps } from './deps.ts'
import { settleByEvidence } from './evidence.ts'
import { isHeld } from './held.ts'

/** An email that is due, with all that its claim will write. */
export interface Planned {
  record: LearnerRecord
  decision: Decision
  email: Email
}

/** What became of the people of a page. */
export interface Plan {
  toSend: Planned[]
  /** Emails whose outcome is still unknown, for the alarm. */
  unknown: number
}

/** Who plans, and what an operator holds back. */
export interface Turn {
  worker: string
  holds: Holds
}

function commandFor(record: LearnerRecord, ref: DueRef, at: number, { worker, holds }: Turn): Command {
  const { learner } = record
  if (ref.journeyId) return { type: 'DeliverDue', at, journeyId: ref.journeyId, by: worker }
  // A sign-up whose journey has not started by itself: the event was lost, or is late.
  if (learner.joining && learner.standing === 'active' && !holds.planning)
    return { type: 'StartJourney', at, journeyId: learner.joining.journeyId, epoch: learner.epoch }
  return { type: 'DeliverLetter', at, by: worker }
}

type PlannedOne = { is: 'to-send'; planned: Planned } | { is: 'unknown' } | { is: 'settled' }

async function planOne(
  deps: DeliveryDeps,
  turn: Turn,
  ref: DueRef,
  record: LearnerRecord,
  journeys: Journeys,
): Promise<PlannedOne> {
  const command = commandFor(record, ref, deps.clock.now(), turn)
  const decision = decide(record.learner, command, journeys)
  if (decision.outcome === 'claimed' && decision.email)
    return { is: 'to-send', planned: { record, decision, email: decision.email } }
  if (decision.outcome === 'needs-evidence')
    return { is: (await settleByEvidence(deps, record, ref, journeys)) ? 'settled' : 'unknown' }
  if (decision.facts.length === 0) return { is: 'settled' }
  const saved = await deps.learners.save(record, changeBy(record.learner, decision))
  if (saved) await leaveOutOfEvidence(deps, record, ref, decision)
  const started = saved && command.type === 'StartJourney' ? journeys[command.journeyId] : undefined
  if (!saved || !started || isHeld(turn.holds, started)) return { is: 'settled' }
  return planOne(deps, turn, { ...ref, journeyId: started.id }, saved, journeys)
}

/** An email whose outcome has become unknown is not one of the others that could prove something. */
async function leaveOutOfEvidence(
  deps: DeliveryDeps,
  record: LearnerRecord,
  ref: DueRef,
  decision: Decision,
) {
  const { learner } = record
  const claim = ref.journeyId ? learner.enrolments[ref.journeyId]?.claim : learner.claim
  if (claim && decision.facts.some(fact => fact.type === 'EmailOutcomeUnknown'))
    await deps.evidence.countSent(claim.at, -1)
}

async function reportFailure(deps: DeliveryDeps, ref: DueRef, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  const next = await deps.setAside.failed(ref, reason)
  deps.log.error('Somebody who is due cannot be worked on', { ...ref, reason, next })
}

/**
 * Reads everybody on a page, decides for each, and stores whatever is not an email. Who cannot be worked on delays
 * nobody else.
 */
export async function plan(deps: DeliveryDeps, turn: Turn, refs: readonly DueRef[]): Promise<Plan> {
  const found = await findLearners(deps.table, refs)
  const ids = [...found.values()].flatMap(one =>
    one.is === 'readable' ? journeysOf(one.record.learner) : [],
  )
  const journeys = await deps.library.journeys([...new Set(ids)])
  const results = await Promise.all(
    refs.map(async (ref): Promise<PlannedOne> => {
      const person = found.get(ref.learnerId)
      if (!person) return { is: 'settled' }
      try {
        if (person.is === 'unreadable') throw person.error
        return await planOne(deps, turn, ref, person.record, journeys)
      } catch (error) {
        await reportFailure(deps, ref, error)
        return { is: 'settled' }
      }
    }),
  )
  return {
    toSend: results.flatMap(one => (one.is === 'to-send' ? [one.planned] : [])),
    unknown: results.filter(one => one.is === 'unknown').length,
  }
}
