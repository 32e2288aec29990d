import * as z from 'zod/mini'
import { tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { dealCirclesDeps } from '../../shared/composition/deal-circles.ts'
import { dealCircles } from '../../shared/contracts/bus-rules.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { dealCirclesEnv } from '../../shared/contracts/functions/deal-circles.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { reportWaitsBy } from './metrics.ts'

const log = functionLog('deal-circles')
const tellReportWaits = reportWaitsBy(process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deal-circles')
const deps = dealCirclesDeps(readEnv(dealCirclesEnv, process.env), log)

/** Every quarter of an hour: deals closed rounds, and advances proposals and circles. */
export const handler = reaction(log, z.object({ kind: z.literal(dealCircles.kind) }), () =>
  tendCircles({ ...deps, tellReportWaits }),
)
