import { timeoutAfterSeconds } from '../../../shared/adapters/aws-client.ts'

/** How many seconds an answer is waited for; after three tries, within about a minute, somebody is told that none comes. */
export const patienceSeconds = 20

/** For a client of AWS. By itself, DynamoDB's tries once more than the others. */
export const patient = (seconds: number) => ({
  requestHandler: timeoutAfterSeconds(seconds),
  maxAttempts: 3,
})
