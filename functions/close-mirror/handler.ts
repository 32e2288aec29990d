import * as z from 'zod/mini'
import { closeWhenDue } from '../../shared/application/close-mirror.ts'
import { closeMirrorDeps } from '../../shared/composition/close-mirror.ts'
import { closeMirror } from '../../shared/contracts/bus-rules.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { closeMirrorEnv } from '../../shared/contracts/functions/close-mirror.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'

const log = functionLog('close-mirror')
const deps = closeMirrorDeps(readEnv(closeMirrorEnv, process.env), log)

/** Every quarter of an hour: counts the answers if a Monday night has passed since the last count. */
export const handler = reaction(log, z.object({ kind: z.literal(closeMirror.kind) }), () =>
  closeWhenDue(deps),
)
