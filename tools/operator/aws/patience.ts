import { timeoutAfterSeconds } from '../../../shared/adapters/aws-client.ts'

/**
 * How many seconds to wait for an answer. After three attempts, within about a minute, the operator is told that none
 * comes.
 */
export const patienceSeconds = 20

/** Options of an AWS client. By default, DynamoDB's client tries once more than others. */
export const patient = (seconds: number) => ({
  requestHandler: timeoutAfterSeconds(seconds),
  maxAttempts: 3,
})
