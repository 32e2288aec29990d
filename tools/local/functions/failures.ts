import type { FunctionSpec } from '../template/readers/functions.ts'
import type { FunctionError } from './messages.ts'

/** How Lambda reports a function that took longer than it may. */
export const timedOut = ({ timeoutSeconds }: FunctionSpec, requestId: string): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
})

/** How Lambda reports a function whose process ended by itself. */
export const exited = (why: string): FunctionError => ({ errorType: 'Runtime.ExitError', errorMessage: why })
