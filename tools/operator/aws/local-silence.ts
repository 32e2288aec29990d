import { timeoutAfterSeconds } from '../../../shared/adapters/aws-client.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'

const seconds = 5

/**
 * The system on this machine is opened anew for each look, since its clock may have been moved. Kept connections would pile
 * up on both sides, until neither can open one.
 */
export const keepsNothingOpen = { httpAgent: { keepAlive: false } }

/** For the first call to the system on this machine: it answers within milliseconds, or it is not there. */
export const firstCall = {
  requestHandler: { ...timeoutAfterSeconds(seconds), ...keepsNothingOpen },
  maxAttempts: 1,
}

/** Says that nothing answers on this machine, and where. @throws OperatorProblem; or the error, where it says another thing. */
export function explainSilence(error: unknown, endpoint: string): never {
  const { name = '', code = '' } = error as { name?: string; code?: string }
  if (code === 'ECONNREFUSED')
    throw new OperatorProblem(
      `Nothing answers on this machine, at ${endpoint}. Start it first: npm start`,
      exitCodes.mistake,
    )
  if (name === 'TimeoutError' || code === 'ETIMEDOUT')
    throw new OperatorProblem(
      `What runs at ${endpoint} has not answered for ${seconds} seconds. Wait until npm start says that it is ready, or start it anew; AWS_PORT names another port.`,
      exitCodes.mistake,
    )
  throw error
}
