import { beforeEach, expect, it } from 'vitest'
import { recordReportedCompletion } from '../../functions/record-completion/record-reported-completion.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

let world: World
beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await world.learner(sam)
})

/** What the newest email handed to the platform. */
const reference = () => world.inbox(sam).at(-1)?.data['reference'] ?? ''
const report = (text: string) => recordReportedCompletion(world.deps, { version: 1, reference: text })
const done = async () => (await world.person(sam)).learner.enrolments['sample']?.done

it('takes in that a module was done, once however often it is told', async () => {
  for (let time = 0; time < 3; time += 1) await report(reference())
  expect(await done()).toEqual(['one'])
  const facts = (await world.tell()).filter(({ type }) => type === 'ModuleCompleted')
  expect(facts.map(({ detail }) => detail.via)).toEqual(['platform'])
})

it('changes nothing for who has left, signed up anew, or been erased since', async () => {
  const old = reference()
  await world.act(sam, { type: 'Leave', via: 'page' })
  await report(old)
  expect(await done()).toEqual([])
  await world.learner(sam)
  await report(old)
  expect(await done()).toEqual([])
  await world.act(sam, { type: 'Erase' })
  await expect(report(old)).resolves.toBeUndefined()
})

it('fails on a reference that is none of ours, or a link of another purpose, so that the event is kept', async () => {
  const link = world.inbox(sam).at(-1)?.data['readUrl'] ?? ''
  const module = new URL(link).searchParams.get('t') ?? ''
  for (const wrong of ['', 'x', `${reference()}x`, module])
    await expect(report(wrong), wrong).rejects.toThrow('did not make')
  expect(await done()).toEqual([])
})
