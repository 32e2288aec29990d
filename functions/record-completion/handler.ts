import { recordCompletionDeps } from '../../shared/composition/record-completion.ts'
import { CompletionReportedEvent } from '../../shared/contracts/bus.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { recordCompletionEnv } from '../../shared/contracts/functions/record-completion.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { recordReportedCompletion } from './record-reported-completion.ts'

const log = functionLog('record-completion')
const deps = recordCompletionDeps(readEnv(recordCompletionEnv, process.env), log)

/** ModuleCompletionReported: a learning platform reports that a learner completed a module there. */
export const handler = reaction(log, CompletionReportedEvent, async event =>
  recordReportedCompletion(await deps(), event.detail),
)
