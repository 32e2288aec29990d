import { Buckets } from './aws/s3.ts'
import { generateSecrets, type Secrets } from './aws/secrets.ts'
import { awsServices } from './aws/services.ts'
import { Inbox } from './aws/ses/inbox.ts'
import { Renderer } from './aws/ses/renderer.ts'
import { type Allowance, SendingLimits } from './aws/ses/sending-limits.ts'
import { SesEmulator } from './aws/ses/ses-emulator.ts'
import { Queues } from './aws/sqs.ts'
import { createTables } from './aws/tables.ts'
import { EventArchive } from './events/archive.ts'
import { Buses } from './events/buses.ts'
import { EventLog } from './events/event-log.ts'
import { Replays } from './events/replays.ts'
import { Targets } from './events/targets.ts'
import { AsyncInvocations } from './functions/async-invocations.ts'
import { Faults } from './functions/faults.ts'
import { Functions } from './functions/functions.ts'
import { FunctionLog } from './functions/log.ts'
import type { LocalInfrastructure } from './local-infrastructure.ts'
import { startSchedule } from './sources/schedule.ts'
import { type Sources, startSources } from './sources/start-sources.ts'
import { JsonFile } from './state/json-file.ts'
import type { Wiring } from './template/wiring.ts'

/** The running wiring. */
export type Running = {
  wiring: Wiring
  functions: Functions
  faults: Faults
  invocations: AsyncInvocations
  buses: Buses
  queues: Queues
  buckets: Buckets
  inbox: Inbox
  events: EventLog
  log: FunctionLog
  /**
   * Ends every batching window with waiting records.
   * @returns whether there were any
   */
  hurry(): boolean
  /** Starts schedules, streams and queues, and continues what was running at the last stop. */
  begin(): Promise<void>
  close(): Promise<void>
}

/** Builds everything that the templates wire together, and connects it to the endpoint. */
export async function runWiring(
  wiring: Wiring,
  infrastructure: LocalInfrastructure & { allowance: Allowance },
): Promise<Running> {
  const { place, data, clock, agenda, activity, database, emulators, endpoint } = infrastructure
  const log = new FunctionLog()
  const queues = new Queues(emulators.sqs, place)
  const sendToQueue = (arn: string, body: string, attributes?: Record<string, string>) =>
    queues.send(arn, body, attributes)
  const faults = new Faults(wiring.functions.map(({ name }) => name))
  const functions = new Functions(wiring.functions, { clock, activity, log, faults, awsEndpoint: place.aws })
  const saved = new JsonFile(data.in('invocations.json'), [])
  const invocations = new AsyncInvocations({ functions, clock, agenda, activity, sendToQueue, saved })
  const targets = new Targets(invocations, sendToQueue)
  const events = new EventLog(data.in('events.jsonl'))
  const archives = wiring.archives.map(spec => new EventArchive(spec, data.in('archives'), clock))
  const buses = new Buses({
    buses: wiring.buses,
    rules: wiring.rules,
    archives,
    targets,
    log: events,
    activity,
  })
  const buckets = new Buckets({ endpoint: emulators.sqs, specs: wiring.buckets, buses, clock })
  const replays = new Replays({
    archives,
    buses,
    clock,
    activity,
    saved: new JsonFile(data.in('replays.json'), []),
  })
  const inbox = new Inbox(data.in('inbox.jsonl'))
  const emulator = startSesEmulator({ ...infrastructure, wiring, buses, inbox })
  const secrets = new JsonFile<Secrets>(data.in('secrets.json'), {})
  generateSecrets(wiring.secrets, secrets)
  await createTables(database.endpoint, wiring.tables)
  await queues.create(wiring.queues)
  await buckets.create()

  let sources: Sources = { written: () => {}, stirred: () => {}, hurry: () => false }
  queues.stirred = queue => sources.stirred(queue)
  const services = awsServices({
    ...infrastructure,
    wiring,
    queues,
    buckets,
    emulator,
    secrets,
    functions,
    invocations,
    buses,
    archives,
    replays,
    written: () => sources.written(),
  })
  for (const [name, service] of Object.entries(services)) endpoint.services.set(name, service)

  return {
    wiring,
    functions,
    faults,
    invocations,
    buses,
    queues,
    buckets,
    inbox,
    events,
    log,
    hurry: () => sources.hurry(),
    begin: async () => {
      sources = await startSources({ ...infrastructure, wiring, functions, queues, buckets })
      startSchedule({ rules: wiring.rules, targets, clock, agenda })
      invocations.resume()
      replays.resume()
      functions.warmUp()
    },
    close: async () => {
      replays.close()
      invocations.close()
      await functions.close()
      for (const kept of [inbox, events, ...archives]) kept.close()
    },
  }
}

type Office = LocalInfrastructure & { allowance: Allowance; wiring: Wiring; buses: Buses; inbox: Inbox }

function startSesEmulator({ wiring, buses, inbox, clock, allowance, emulators }: Office): SesEmulator {
  const sent = inbox.heads().map(({ sentAt }) => Date.parse(sentAt))
  const limits = new SendingLimits(allowance, clock, sent)
  return new SesEmulator({
    spec: wiring.mail,
    inbox,
    limits,
    renderer: new Renderer(emulators.ses),
    buses,
    clock,
  })
}
