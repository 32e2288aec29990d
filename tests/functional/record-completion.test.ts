import { beforeEach, expect, it } from 'vitest'
import { recordReportedCompletion } from '../../functions/record-completion/record-reported-completion.ts'
import { reaction } from '../../functions/runtime/reaction.ts'
import { CompletionReportedEvent } from '../../shared/contracts/bus.ts'
import { World } from '../../tools/simulation/world.ts'
import { aContext } from '../support/http-event.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

const quiet = { info() {}, warn() {}, error() {} }

let world: World
beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await world.learner(sam)
})

/** A report as the function gets it: read, and taken in. */
const take = reaction(quiet, CompletionReportedEvent, event =>
  recordReportedCompletion(world.deps, event.detail),
)
const arrives = (detail: object, envelope: object = {}) =>
  take(
    { source: 'learning-platform', 'detail-type': 'ModuleCompletionReported', detail, ...envelope },
    aContext,
  )

/** What the newest email handed to the platform. */
const reference = () => world.inbox(sam).at(-1)?.data['reference'] ?? ''
const report = (text: string) => recordReportedCompletion(world.deps, { version: 1, reference: text })
const done = async () => (await world.person(sam)).learner.enrolments['sample']?.done

it('takes in that a module was done, once however often it is told', async () => {
  for (let time = 0; time < 3; time += 1) await report(reference())
  expect(await done()).toEqual(['one'])
  const events = (await world.tell()).filter(({ type }) => type === 'ModuleCompleted')
  expect(events.map(({ detail }) => detail.via)).toEqual(['platform'])
})

it('changes nothing for who has left, signed up anew, or been erased since', async () => {
  const old = reference()
  await world.execute(sam, { type: 'Leave', via: 'page' })
  await report(old)
  expect(await done()).toEqual([])
  await world.learner(sam)
  await report(old)
  expect(await done()).toEqual([])
  await world.execute(sam, { type: 'Erase' })
  await expect(report(old)).resolves.toBeUndefined()
})

it('fails on a reference that is none of ours, or a link of another purpose, so that the event is kept', async () => {
  const link = world.inbox(sam).at(-1)?.data['readUrl'] ?? ''
  const module = new URL(link).searchParams.get('t') ?? ''
  for (const wrong of ['', 'x', `${reference()}x`, module])
    await expect(report(wrong), wrong).rejects.toThrow('did not make')
  expect(await done()).toEqual([])
})

it.each<[string, object, object?]>([
  ['no time', {}],
  ['null for its time', { completedAt: null }],
  ['an empty time', { completedAt: '' }],
  ['a time of another kind', { completedAt: 1_795_000_000 }],
  ['a time in a format of its own', { completedAt: '23/11/2026 09:00' }],
  ['an object for its time', { completedAt: { at: 'noon' } }],
  ['fields that nobody knows', { score: null, learner: {}, __proto__: { x: 1 } }],
  ['an envelope without what nobody reads', {}, { id: null, time: undefined, 'replay-name': null }],
])('takes in a report with %s', async (_what, more, envelope) => {
  await arrives({ version: 1, reference: reference(), ...more }, envelope)
  expect(await done()).toEqual(['one'])
})

it.each([
  ['no version', { version: undefined }],
  ['a version to come', { version: 2 }],
  ['no reference', { reference: null }],
  ['an empty reference', { reference: '' }],
])('fails on a report with %s, so that it is kept', async (_what, change) => {
  await expect(arrives({ version: 1, reference: reference(), ...change })).rejects.toThrow()
  expect(await done()).toEqual([])
})
