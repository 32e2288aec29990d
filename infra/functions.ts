import type { FunctionName } from '../shared/contracts/functions.ts'
import { closeMirror } from './functions/close-mirror.ts'
import { dealCircles } from './functions/deal-circles.ts'
import { deliverDue } from './functions/deliver-due.ts'
import { learnerPages } from './functions/learner-pages.ts'
import { publishEvents } from './functions/publish-events.ts'
import { recordCompletion } from './functions/record-completion.ts'
import { sesFeedback } from './functions/ses-feedback.ts'
import { signUp } from './functions/sign-up.ts'
import { startJourney } from './functions/start-journey.ts'
import type { FunctionInfrastructure } from './service/function-infrastructure.ts'

/** The infrastructure of each function: triggers, rights, alarms. */
export const functionInfrastructure: Readonly<Record<FunctionName, FunctionInfrastructure>> = {
  'sign-up': signUp,
  'learner-pages': learnerPages,
  'start-journey': startJourney,
  'record-completion': recordCompletion,
  'deliver-due': deliverDue,
  'ses-feedback': sesFeedback,
  'publish-events': publishEvents,
  'close-mirror': closeMirror,
  'deal-circles': dealCircles,
}
