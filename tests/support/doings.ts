import * as fc from 'fast-check'
import type { Intent } from '../../shared/application/execute-command.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { confirmation } from '../../tools/simulation/confirmation.ts'
import type { SimulatedTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import type { World } from '../../tools/simulation/world.ts'

/** Things that people do, and what happens to them. */
const kinds = [
  'sign-up',
  'sign-up-for-another',
  'confirm',
  'done',
  'done',
  'done-elsewhere',
  'pause',
  'resume',
  'next-now',
  'prefer',
  'ask-for-link',
  'leave',
  'erase',
  'bounce',
] as const

/** Somebody does something, after some hours. */
export interface Doing {
  who: number
  does: (typeof kinds)[number]
  module: 'one' | 'two' | 'three'
  hours: number
}

/** @param people how many there are, numbered from 0. */
export const doings = (people: number, count: { minLength: number; maxLength: number }) =>
  fc.array(
    fc.record<Doing>({
      who: fc.nat(people - 1),
      does: fc.constantFrom(...kinds),
      module: fc.constantFrom('one', 'two', 'three'),
      hours: fc.constantFrom(0, 0, 0, 1, 30),
    }),
    count,
  )

/** Its second module follows at once, so that "done" makes something due; the third waits two days. */
export const promptJourney = (id = 'sample', version = 1) =>
  sampleJourney(
    id,
    [
      sampleModule('one', { after: { days: 0 } }),
      sampleModule('two', { after: { days: 0 } }),
      sampleModule('three'),
    ],
    version,
  )

export const emailOf = (who: number): string => `person${who}@example.org`

const ofJourney = (learner: Learner) => ({ journeyId: Object.keys(learner.enrolments)[0] ?? 'sample' })

function intentOf({ does, module }: Doing, learner: Learner): Intent {
  const { epoch } = learner
  const { journeyId } = ofJourney(learner)
  switch (does) {
    case 'done':
      return { type: 'CompleteModule', journeyId, moduleId: module, epoch, via: 'page' }
    case 'done-elsewhere':
      return { type: 'CompleteModule', journeyId, moduleId: module, epoch, via: 'platform' }
    case 'pause':
      return { type: 'PauseJourney', journeyId }
    case 'resume':
      return { type: 'ResumeJourney', journeyId }
    case 'next-now':
      return { type: 'SendNextNow', journeyId }
    case 'prefer':
      return { type: 'ChangePreferences', preferences: { pace: 'slower', parts: ['daytime'] } }
    case 'ask-for-link':
      return { type: 'RequestAccountEmail', kind: 'private-link' }
    case 'leave':
      return { type: 'Leave', via: 'page' }
    case 'erase':
      return { type: 'Erase' }
    case 'bounce':
      return { type: 'RecordBounce', lasting: true, code: 'permanent.general' }
    default:
      return confirmation(learner)
  }
}

/** Does it, if there is anybody to do it; nothing reacts yet. */
export async function does<T extends SimulatedTable>(world: World<T>, doing: Doing): Promise<void> {
  const email = emailOf(doing.who)
  if (doing.does === 'sign-up') {
    await world.signUp(email, doing.who % 2 === 0 ? { sector: 'social-care' } : {})
    return
  }
  if (doing.does === 'sign-up-for-another') {
    await world.signUp(email, { journeyId: 'other' })
    return
  }
  const record = await world.find(email)
  if (record) await world.execute(email, intentOf(doing, record.learner))
}
