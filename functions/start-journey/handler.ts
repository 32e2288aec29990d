import { startJourneyDeps } from '../../shared/composition/start-journey.ts'
import { BusEvent } from '../../shared/contracts/bus.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { startJourneyEnv } from '../../shared/contracts/functions/start-journey.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { startConfirmedJourney } from './start-confirmed-journey.ts'

const log = functionLog('start-journey')
const deps = startJourneyDeps(readEnv(startJourneyEnv, process.env), log)

/** SignUpConfirmed: starts the confirmed journey. */
export const handler = reaction(log, BusEvent, event => startConfirmedJourney(deps, event.detail))
