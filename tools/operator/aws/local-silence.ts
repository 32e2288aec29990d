import { timeoutAfterSeconds } from '../../../shared/adapters/aws-client.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'

/** The system on this machine answers its first call within milliseconds, or it is not there. */
const firstSeconds = 5

/**
 * The system on this machine is opened anew for each look, since its clock may have been moved. Kept connections would pile
 * up on both sides, until neither can open one.
 */
export const opensAnew = (seconds: number) => ({
  requestHandler: { ...timeoutAfterSeconds(seconds), httpAgent: { keepAlive: false } },
})

/** For the first call to the system on this machine. */
export const firstCall = (seconds: number) => ({
  ...opensAnew(Math.min(firstSeconds, seconds)),
  maxAttempts: 1,
})

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
      `What runs at ${endpoint} does not answer in time. Wait until npm start says that it is ready, or start it anew; AWS_PORT names another port.`,
      exitCodes.mistake,
    )
  throw error
}
