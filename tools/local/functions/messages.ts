import type { FunctionSpec } from '../template/readers/functions.ts'

/** What a function's thread is started with. */
export type ThreadData = {
  /** The shared clock offset. */
  offset: SharedArrayBuffer
  /** File of the bundle, and the name of what it exports. */
  file: string
  exported: string
  functionName: string
  functionArn: string
  memoryMegabytes: number
}

/** One invocation, as the thread gets it. */
export type Invocation = { requestId: string; event: unknown; timeoutMilliseconds: number }

/** An error in the shape that Lambda reports it in (developer guide, "Node.js function errors"). */
export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] }

/** What a thread says: that it has loaded the bundle, or how an invocation ended. `payload` is JSON. */
export type ThreadMessage = { ready: true } | { payload: string } | { error: FunctionError }

/** How Lambda reports a function that took longer than it may. */
export const timedOut = ({ timeoutSeconds }: FunctionSpec, requestId: string): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
})

/** How Lambda reports a function whose process ended by itself. */
export const exited = (why: string): FunctionError => ({ errorType: 'Runtime.ExitError', errorMessage: why })
