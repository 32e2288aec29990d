import { recordCompletionDeps } from '../../shared/adapters/deps.ts'
import { CompletionReportedEvent } from '../../shared/contracts/bus.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { recordReportedCompletion } from './record-reported-completion.ts'

const deps = recordCompletionDeps(readEnv('record-completion', process.env))

/** ModuleCompletionReported: a learning platform says that somebody did a module there. */
export const handler = reaction(functionLog('record-completion'), CompletionReportedEvent, async event =>
  recordReportedCompletion(await deps(), event.detail),
)
