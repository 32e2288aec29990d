import type { FunctionSpec } from '../template/readers/functions.ts'

/** The start data of a function's thread. */
export type ThreadData = {
  /** The shared clock offset. */
  offset: SharedArrayBuffer
  /** The bundle's file, and the name of its exported handler. */
  file: string
  exported: string
  functionName: string
  functionArn: string
  memoryMegabytes: number
}

/** One invocation, as sent to the thread. */
export type Invocation = { requestId: string; event: unknown; timeoutMilliseconds: number }

/** An error in Lambda's format (developer guide, "Node.js function errors"). */
export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] }

/** A message of a thread: it has loaded the bundle, or an invocation has ended. `payload` is JSON. */
export type ThreadMessage = { ready: true } | { payload: string } | { error: FunctionError }

/** The error that Lambda reports for a function that timed out. */
export const timedOut = ({ timeoutSeconds }: FunctionSpec, requestId: string): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
})

/** The error that Lambda reports for a function whose process ended by itself. */
export const exited = (why: string): FunctionError => ({ errorType: 'Runtime.ExitError', errorMessage: why })
