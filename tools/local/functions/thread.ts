import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { shiftDate } from '../time/shifted-date.ts'
import type { FunctionError, Invocation, ThreadData, ThreadMessage } from './messages.ts'

/**
 * The code inside a function's thread. It loads the bundle once and then handles one invocation at a time, as Lambda
 * does.
 */

type Handler = (event: unknown, context: unknown) => unknown

const data = workerData as ThreadData
shiftDate(data.offset)
const say = (message: ThreadMessage) => parentPort?.postMessage(message)

function contextOf({ requestId, timeoutMilliseconds }: Invocation): object {
  const started = performance.now()
  return {
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, timeoutMilliseconds - (performance.now() - started)),
  }
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) }
  const trace = error.stack?.split('\n')
  return { errorType: error.name, errorMessage: error.message, ...(trace ? { trace } : {}) }
}

async function run(handler: Handler, invocation: Invocation): Promise<ThreadMessage> {
  try {
    const result = await handler(invocation.event, contextOf(invocation))
    return { payload: JSON.stringify(result ?? null) }
  } catch (error) {
    const described = describe(error)
    console.error(JSON.stringify({ level: 'ERROR', requestId: invocation.requestId, ...described }))
    return { error: described }
  }
}

async function load(): Promise<Handler> {
  const bundle = (await import(pathToFileURL(data.file).href)) as Record<string, unknown>
  const handler = bundle[data.exported]
  if (typeof handler === 'function') return handler as Handler
  throw new Error(`${data.file} doesn't export a function named ${data.exported}`)
}

try {
  const handler = await load()
  parentPort?.on('message', async (invocation: Invocation) => say(await run(handler, invocation)))
  say({ ready: true })
} catch (error) {
  const described = describe(error)
  console.error(JSON.stringify({ level: 'ERROR', message: 'the function could not start', ...described }))
  say({ error: described })
}
