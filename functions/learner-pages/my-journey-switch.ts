import { executeCommand } from '../../shared/application/execute-command.ts'
import { leaveJourney } from '../../shared/application/leave.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { FormProblem } from '../../shared/contracts/form-problems.ts'
import type { MyJourneyRequest } from '../../shared/contracts/my-journey-form.ts'
import type { JourneyNotice } from '../../shared/contracts/notice.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'

type Press = Extract<MyJourneyRequest, { journey: string }>

/** The notice of a press on a journey's button, or why it was refused. */
export type Switched = JourneyNotice | Extract<FormProblem, 'journey-closed'> | 'too-often' | 'refused'

const afterPause: Readonly<Record<OutcomeOf<'PauseJourney'>, Switched>> = {
  done: 'paused',
  'done-before': 'paused',
  'journey-over': 'journey-over',
  'too-often': 'too-often',
  'not-a-learner': 'refused',
}

const afterResume: Readonly<Record<OutcomeOf<'ResumeJourney'>, Switched>> = {
  done: 'resumed',
  'done-before': 'resumed',
  'journey-over': 'journey-over',
  'too-often': 'too-often',
  'no-such-journey': 'journey-closed',
  'not-a-learner': 'refused',
}

const afterAsking: Readonly<Record<OutcomeOf<'SendNextNow'>, Switched>> = {
  done: 'next-now',
  'done-before': 'next-now',
  'one-a-day': 'next-later',
  'on-a-break': 'next-on-a-break',
  'at-rest': 'next-at-rest',
  'in-flight': 'next-on-its-way',
  'has-module': 'next-is-here',
  'journey-over': 'journey-over',
  'nothing-left': 'next-none',
  'too-often': 'too-often',
  'no-such-journey': 'journey-closed',
  'not-a-learner': 'refused',
}

const afterLeaving: Readonly<Record<OutcomeOf<'LeaveJourney'>, Switched>> = {
  done: 'journey-left',
  'done-before': 'journey-over',
  'not-a-learner': 'refused',
}

/**
 * Executes the action of one journey's button.
 * @returns the result, and the learner after it.
 */
export async function switchJourney(
  deps: LearnerPagesDeps,
  { learner: { id } }: LearnerRecord,
  { action, journey: journeyId }: Press,
  mailedAt: Instant,
): Promise<{ is: Switched; record: LearnerRecord | undefined }> {
  switch (action) {
    case 'pause': {
      const { record, outcome } = await executeCommand(deps, id, {
        type: 'PauseJourney',
        journeyId,
        mailedAt,
      })
      return { is: afterPause[outcome], record }
    }
    case 'resume': {
      const { record, outcome } = await executeCommand(deps, id, {
        type: 'ResumeJourney',
        journeyId,
        mailedAt,
      })
      return { is: afterResume[outcome], record }
    }
    case 'next-now': {
      const { record, outcome } = await executeCommand(deps, id, { type: 'SendNextNow', journeyId, mailedAt })
      return { is: afterAsking[outcome], record }
    }
    case 'leave-journey': {
      const { record, outcome } = await leaveJourney(deps, id, journeyId)
      return { is: afterLeaving[outcome], record }
    }
    default:
      return action satisfies never
  }
}
