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
 * The thread in which fauxqs and aws-ses-v2-local run. Both take the time from `Date`, which is the shifted one here.
 * aws-ses-v2-local keeps its emails in a global, so each local stack needs a thread of its own.
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
// CommonJS: at run time the default export is one level deeper than its types say.
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
 * fauxqs listens on every network interface, and no setting changes that; other machines must not reach the queues.
 * It has no setting for kept-alive connections either: one that closes just as it is used again would look like a
 * fault.
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

/** A script can find the emulators' ports, and some of them answer every website. */
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
 * In fauxqs 2.4 a message that becomes visible at once (`ChangeMessageVisibility` to 0) loses its receive count. Its
 * table rejects that: the call fails, and the message is lost.
 */
function keepReceiveCounts(): void {
  const { prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...others: unknown[]) {
    const kept = sql.replace(/(approximate_(?:first_)?receive_\w+) = \?/g, '$1 = coalesce(?, $1)')
    return Reflect.apply(prepare, this, [kept, ...others])
  } as typeof prepare
}
