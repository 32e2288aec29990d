import type { CallObserver } from '../aws/endpoint.ts'
import { ApiError } from '../aws/service.ts'
import { errorOf, type Faults } from './faults.ts'
import type { Functions } from './functions.ts'

/** Ends a function's environment before or after the AWS call at which a fault strikes. */
export function breakCalls(functions: Functions, faults: Faults): CallObserver {
  return async (call, answer) => {
    const sandbox = functions.sandboxOf(call.headers['x-amz-security-token'])
    const running = sandbox?.countCall()
    if (!sandbox || !running) return answer()
    const fault = faults.striking(sandbox.spec.name, running.calls)
    if (!fault) return answer()
    try {
      if (fault.fault === 'crash-after-call') await answer()
    } finally {
      await sandbox.breakOff(errorOf(fault, sandbox.spec, running.requestId))
    }
    throw new ApiError('ServiceUnavailable', 'Nobody reads this answer: whoever called has been ended.', 503)
  }
}
