import { handleSesEvent } from '../../shared/application/feedback.ts'
import { sesFeedbackDeps } from '../../shared/composition/ses-feedback.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { sesFeedbackEnv } from '../../shared/contracts/functions/ses-feedback.ts'
import { SesEvent } from '../../shared/contracts/ses-event.ts'
import { functionLog } from '../runtime/log.ts'
import { queueReaction } from '../runtime/queue.ts'

const log = functionLog('ses-feedback')
const deps = sesFeedbackDeps(readEnv(sesFeedbackEnv, process.env), log)

/** Handles SES's reports on our emails: sent, bounced, complained about, not delivered. */
export const handler = queueReaction(log, SesEvent, event => handleSesEvent(deps, event))
