import type { RequestListener, Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { checkWiring } from './access/check-wiring.ts'
import { enforceRoles } from './access/enforce-roles.ts'
import type { Allowance } from './aws/ses/sending-limits.ts'
import { breakCalls } from './functions/break-calls.ts'
import { type DescribeLearner, learnersIn } from './learners.ts'
import {
  type LocalInfrastructure,
  type LocalInfrastructureOptions,
  startInfrastructure,
} from './local-infrastructure.ts'
import { type Running, runWiring } from './run-wiring.ts'
import { readAssembly } from './template/assembly.ts'
import { readWiring } from './template/wiring.ts'
import { dueIndex, type ReadDueTimes } from './time/due-index.ts'
import { TimeTravel } from './time/time-travel.ts'
import { notReady } from './website/not-ready.ts'
import { website } from './website/website.ts'

export type LocalOptions = LocalInfrastructureOptions & {
  /** The sending limits of SES. */
  allowance?: Allowance
}

/** The whole system, running on this machine. */
export type Local = Running &
  Pick<LocalInfrastructure, 'clock' | 'activity' | 'agenda' | 'endpoint'> & {
    /** `http://localhost:3000` */
    website: string
    /** `http://127.0.0.1:4566` */
    aws: string
    travel: TimeTravel
    describeLearner: DescribeLearner
    /** Resolves once nothing is in flight. Batches that wait for more records are sent at once, as no more are coming. */
    settled(): Promise<void>
    close(): Promise<void>
  }

/** Like an account that has just left the sandbox, but faster. */
const usualAllowance: Allowance = { maxSendRate: 200, max24HourSend: 50_000 }

/**
 * Starts everything that the synthesised app wires together, as it would run in AWS.
 * @throws {LocalProblem} if the developer has to solve something first
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  await using closers = new AsyncDisposableStack()
  const infrastructure = await startInfrastructure(options, closers)
  const wiring = readWiring(readAssembly(infrastructure.assembly), infrastructure.place)
  checkWiring(wiring)
  infrastructure.endpoint.observers.push(enforceRoles(wiring.access))
  const allowance = options.allowance ?? usualAllowance
  const running = await runWiring(wiring, { ...infrastructure, allowance })
  infrastructure.endpoint.observers.push(breakCalls(running.functions, running.faults))
  closers.defer(() => running.close())
  closers.defer(() => comeToRest(infrastructure))
  const { place, clock, activity, agenda, endpoint, saveClock } = infrastructure
  const travel = new TimeTravel({
    clock,
    agenda,
    activity,
    dueTimes: dueTimesOf(running, infrastructure),
    moved: saveClock,
  })
  const settled = async () => {
    do await travel.settled()
    while (running.hurry())
  }
  const describeLearner = learnersIn(wiring, place, () => clock.now())
  const own = { clock, activity, agenda, endpoint, travel, describeLearner, settled }
  const parts = { ...running, ...own, website: place.website, aws: place.aws }
  answerBy(infrastructure.site, website(parts))
  await running.begin()
  const all = closers.move()
  return { ...parts, close: () => all.disposeAsync() }
}

const dueTimesOf = ({ wiring }: Running, { database }: LocalInfrastructure): ReadDueTimes => {
  const readers = wiring.tables.map(table => dueIndex(database.endpoint, table))
  return async () => (await Promise.all(readers.map(read => read()))).flat()
}

function answerBy(site: Server, listener: RequestListener): void {
  site.removeAllListeners('request')
  site.on('request', listener)
}

/** Waits a short while for running work. Accepted work continues at the next start. */
async function comeToRest({ site, agenda, activity }: LocalInfrastructure): Promise<void> {
  answerBy(site, notReady)
  agenda.close()
  activity.close()
  await Promise.race([activity.settled(), delay(3000, undefined, { ref: false })])
}
