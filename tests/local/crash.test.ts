import { afterAll, beforeAll, expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import type { CallObserver } from '../../tools/local/aws/endpoint.ts'
import { ApiError } from '../../tools/local/aws/service.ts'
import { promptJourney } from '../support/doings.ts'
import { type System, startSystem } from './fixture/system.ts'

const people = Array.from({ length: 6 }, (_, i) => `person${i}@example.org`)

let system: System
beforeAll(async () => {
  system = await startSystem(promptJourney('shiftworks'), '2030-01-07T10:00:00Z')
})
afterAll(() => system?.close())

const sentTo = (email: string) => system.local.inbox.emails(email).length
const isClaimed = async (email: string) => {
  const view = await system.local.describeLearner(email)
  return (view?.state as Learner | undefined)?.claim !== undefined
}

const isSending = (action: string) => action === 'POST /v2/email/outbound-bulk-emails'
const endCaller = async (token: string | undefined) => {
  const sandbox = system.local.functions.sandboxOf(token)
  await sandbox?.breakOff({ errorType: 'Runtime.ExitError', errorMessage: 'ended by the test' })
}

/** Ends whoever hands emails to SES as soon as SES has them: the answer is lost, and nothing is written after it. */
const crashAfterSending: CallObserver = async (call, answer) => {
  const answered = await answer()
  if (isSending(call.action)) await endCaller(call.headers['x-amz-security-token'])
  return answered
}

/** Ends them before SES has any of it. */
const crashBeforeSending: CallObserver = async (call, answer) => {
  if (!isSending(call.action)) return answer()
  await endCaller(call.headers['x-amz-security-token'])
  throw new ApiError('ServiceUnavailable', 'Nobody waits for this call any more.', 503)
}

it('a crash between SES and the table is found out by what SES reports, and nobody is emailed twice', async () => {
  const { observers } = system.local.endpoint
  observers.push(crashAfterSending)
  for (const email of people) await system.signUp(email)
  await system.settled()
  expect(people.map(sentTo)).toEqual(people.map(() => 1))
  expect(await Promise.all(people.map(isClaimed))).toEqual(people.map(() => true))
  observers.pop()
  await system.pass(2 * hour)
  expect(await Promise.all(people.map(isClaimed))).toEqual(people.map(() => false))
  expect(people.map(sentTo)).toEqual(people.map(() => 1))
  for (const email of people) await system.press(email, 'confirmUrl')
  await system.pass(hour)
  expect(people.map(sentTo)).toEqual(people.map(() => 2))
})

it('a crash before SES has a confirmation is found out by what SES reports of others, and it is sent again', async () => {
  const { observers } = system.local.endpoint
  observers.push(crashBeforeSending)
  await system.signUp('early@example.org')
  await system.settled()
  observers.pop()
  for (const email of people) await system.signUp(`b${email}`)
  await system.pass(2 * hour)
  expect(sentTo('early@example.org')).toBe(1)
})
