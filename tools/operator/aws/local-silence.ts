import { timeoutAfterSeconds } from '../../../shared/adapters/aws-client.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'

/**
 * How long to wait for the local system's first response, in seconds. It responds within milliseconds or is not
 * there.
 */
const firstSeconds = 5

/**
 * Opens a connection for each request to the local system, because its clock may have been moved. Kept connections
 * would pile up on both sides until no more can be opened.
 */
export const opensAnew = (seconds: number) => ({
  requestHandler: { ...timeoutAfterSeconds(seconds), httpAgent: { keepAlive: false } },
})

/** Limits of the first call to the local stack. */
export const firstCall = (seconds: number) => ({
  ...opensAnew(Math.min(firstSeconds, seconds)),
  maxAttempts: 1,
})

/**
 * Reports that nothing answers on this machine, and where.
 * @throws OperatorProblem, or the error if it is another one.
 */
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
  // Whatever else answers there, such as a website, answers with something else.
  if (error instanceof SyntaxError || name === 'ResourceNotFoundException')
    throw new OperatorProblem(
      `What answers at ${endpoint} is no system of npm start. Set AWS_PORT to the port of the AWS endpoint that it says.`,
      exitCodes.mistake,
    )
  throw error
}
