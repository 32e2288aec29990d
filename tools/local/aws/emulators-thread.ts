import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { isForUs, isOfAnotherSite } from '../http/strangers.ts'
import { shiftDate } from '../time/shifted-date.ts'
import type {
  EmulatorsData,
  EmulatorsReady,
  QueueAnswer,
  QueueQuestion,
  QueueState,
} from './emulators-messages.ts'

/**
 * The thread in which fauxqs and aws-ses-v2-local run: they keep time by `Date`, so here it is the shifted one, and
 * the second keeps its emails in a global, so that each local stack needs one of its own.
 */

const { offset, queueFolder, region } = workerData as EmulatorsData
type StartSes = (config: { host: string; port: number }) => Promise<Server>

shiftDate(offset)
listenOnLoopbackOnly()
keepWebsitesOut()
keepReceiveCounts()

const { startFauxqs } = await import('fauxqs')
const queues = await startFauxqs({ port: 0, logger: false, dataDir: queueFolder, defaultRegion: region })
const { default: sesModule } = await import('aws-ses-v2-local')
// CommonJS: what its types call the default export stands one level deeper at run time.
const startSes = ((sesModule as { default?: unknown }).default ?? sesModule) as StartSes
const mail = await startSes({ host: '127.0.0.1', port: 0 })

parentPort?.postMessage({
  sqs: `http://127.0.0.1:${queues.port}`,
  ses: `http://127.0.0.1:${(mail.address() as { port: number }).port}`,
} satisfies EmulatorsReady)

parentPort?.on('message', async (question: QueueQuestion | 'stop') => {
  if (question === 'stop') {
    mail.close()
    await queues.stop()
    process.exit()
  }
  parentPort?.postMessage({ id: question.id, state: stateOf(question.queue) } satisfies QueueAnswer)
})

function stateOf(queue: string): QueueState {
  const messages = queues.inspectQueue(queue)?.messages
  if (!messages) return { ready: 0, nextAt: undefined }
  const moments = [
    ...messages.delayed.map(({ delayUntil }) => delayUntil ?? 0),
    ...messages.inflight.map(({ visibilityDeadline }) => visibilityDeadline),
  ]
  const now = Date.now()
  const later = moments.filter(moment => moment > now)
  return {
    ready: messages.ready.length + moments.length - later.length,
    nextAt: later.length > 0 ? later.reduce((one, other) => Math.min(one, other)) : undefined,
  }
}

/**
 * fauxqs listens on every network interface and has no setting for it; nobody else's machine should reach the queues.
 * Nor is there one for kept connections: one that is closed just when it is used again would look like a fault.
 */
function listenOnLoopbackOnly(): void {
  const { listen } = NetServer.prototype
  NetServer.prototype.listen = function (this: NetServer, ...args: unknown[]) {
    const [options, ...others] = args
    if ('keepAliveTimeout' in this) this.keepAliveTimeout = 0
    const onLoopback =
      typeof options === 'object' && options !== null ? { ...options, host: '127.0.0.1' } : options
    return Reflect.apply(listen, this, [onLoopback, ...others])
  } as typeof listen
}

/** Their ports can be found by a script, and some of them answer every website. */
function keepWebsitesOut(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]) {
    const [request, response] = args as [IncomingMessage, ServerResponse]
    if (event !== 'request' || (isForUs(request) && !isOfAnotherSite(request)))
      return Reflect.apply(emit, this, [event, ...args])
    response.writeHead(403).end()
    return true
  } as typeof emit
}

/**
 * A message that is made visible again at once (`ChangeMessageVisibility` to 0) loses its count of receipts in fauxqs
 * 2.4, which the table that it is kept in refuses: the call fails, and the message is gone.
 */
function keepReceiveCounts(): void {
  const { prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...others: unknown[]) {
    const kept = sql.replace(/(approximate_(?:first_)?receive_\w+) = \?/g, '$1 = coalesce(?, $1)')
    return Reflect.apply(prepare, this, [kept, ...others])
  } as typeof prepare
}
