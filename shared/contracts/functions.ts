import type { FunctionContract } from './function-contract.ts'
import { closeMirror } from './functions/close-mirror.ts'
import { dealCircles } from './functions/deal-circles.ts'
import { deliverDue } from './functions/deliver-due.ts'
import { learnerPages } from './functions/learner-pages.ts'
import { publishEvents } from './functions/publish-events.ts'
import { recordCompletion } from './functions/record-completion.ts'
import { sesFeedback } from './functions/ses-feedback.ts'
import { signUp } from './functions/sign-up.ts'
import { startJourney } from './functions/start-journey.ts'

/**
 * Every Lambda function by its name, which its folder, composition, infrastructure and test share. A function imports
 * only its own contract and not this list.
 */
export const functionContracts = {
  'sign-up': signUp,
  'learner-pages': learnerPages,
  'start-journey': startJourney,
  'record-completion': recordCompletion,
  'deliver-due': deliverDue,
  'ses-feedback': sesFeedback,
  'publish-events': publishEvents,
  'close-mirror': closeMirror,
  'deal-circles': dealCircles,
} as const satisfies Readonly<Record<string, FunctionContract>>
export type FunctionName = keyof typeof functionContracts

export const functionNames = Object.keys(functionContracts) as FunctionName[]
