import type { Command } from './commands.ts'
import { deliverDue } from './decide/delivery.ts'
import { importLearner } from './decide/import.ts'
import { deliverLetter, requestLetter } from './decide/letters.ts'
import { liftSuppression, resendModule, suppress } from './decide/operator.ts'
import { changePreferences, completeModule, pauseJourney, resumeJourney } from './decide/progress.ts'
import { settleEmail } from './decide/settlement.ts'
import { confirmSignUp, requestSignUp, startJourney } from './decide/sign-up.ts'
import { confirmAddress, erase, leave, recordBounce, recordComplaint } from './decide/standing.ts'
import { type Decision, type Journeys, nothing } from './decision.ts'
import type { Learner } from './learner.ts'

/**
 * What follows from a command, for this person and these journeys. Pure: the same question has the same answer, and
 * nothing happens until the facts are stored.
 * @param journeys the current version of each journey that the command or the person's enrolments name.
 */
export function decide(learner: Learner, command: Command, journeys: Journeys): Decision {
  if (learner.standing === 'erased') return nothing('not-a-learner')
  switch (command.type) {
    case 'RequestSignUp':
      return requestSignUp(learner, command)
    case 'ConfirmSignUp':
      return confirmSignUp(learner, command)
    case 'StartJourney':
      return startJourney(learner, command, journeys)
    case 'DeliverDue':
      return deliverDue(learner, command, journeys)
    case 'DeliverLetter':
      return deliverLetter(learner, command)
    case 'SettleEmail':
      return settleEmail(learner, command, journeys)
    case 'CompleteModule':
      return completeModule(learner, command, journeys)
    case 'ChangePreferences':
      return changePreferences(learner, command, journeys)
    case 'PauseJourney':
      return pauseJourney(learner, command)
    case 'ResumeJourney':
      return resumeJourney(learner, command, journeys)
    case 'RequestLetter':
      return requestLetter(learner, command)
    case 'ConfirmAddress':
      return confirmAddress(learner, command)
    case 'Leave':
      return leave(learner, command)
    case 'Erase':
      return erase(command)
    case 'RecordBounce':
      return recordBounce(learner, command)
    case 'RecordComplaint':
      return recordComplaint(learner, command)
    case 'ImportLearner':
      return importLearner(learner, command, journeys)
    case 'Suppress':
      return suppress(learner, command)
    case 'LiftSuppression':
      return liftSuppression(learner, command)
    case 'ResendModule':
      return resendModule(learner, command, journeys)
    default:
      return command satisfies never
  }
}
