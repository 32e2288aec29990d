import type { Sector } from '../../shared/domain/sectors.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { aQuestion } from './small-journey.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const modules = ['one', 'two', 'three'].map((id, at) =>
  sampleModule(id, { after: { days: at && 1 }, question: aQuestion() }),
)
/** Where each of them works. */
export const sectorsOfPeople: readonly (Sector | undefined)[] = [
  'ambulance',
  'ambulance',
  'social-care',
  'social-care',
  'student',
  undefined,
]

/** People with the first module before them, in a journey that shares voices. */
export async function peopleWhoShare() {
  const world = new World(monday)
  await world.publish(sampleJourney('sample', modules))
  const ids: string[] = []
  for (const [n, sector] of sectorsOfPeople.entries())
    ids.push((await world.learner(`person${n}@example.org`, { sector })).learner.id)
  const { shelves } = world.deps
  await shelves.change(await shelves.of('sample'), { isOn: true })
  return { world, ids }
}
