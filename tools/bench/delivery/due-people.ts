import {
  catalogueRows,
  mirrorRows,
  sharingRows,
  shelfRows,
  versionRows,
} from '../../../shared/contracts/row-kinds.ts'
import { minute } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Module } from '../../../shared/domain/journey.ts'
import { dueAttributes } from '../../../shared/store/due.ts'
import type { Item } from '../../../shared/store/table.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { World } from '../../simulation/world.ts'
import { learnTogether } from '../cost/learning-together.ts'
import { shiftworksJourney } from '../shiftworks-journey.ts'

const journeyId = 'shiftworks'

/** The initial rows of the benchmarks of delivery. */
export interface DueRows {
  /** When everybody is due, in milliseconds since 1970. */
  at: Instant
  /** The rows of the journey. */
  journey: Item[]
  /** Two rows per person. */
  people: (count: number) => Generator<Item>
}

/** The rows of the journey, and of what others said in it. */
const shared = [catalogueRows, versionRows, sharingRows, shelfRows, mirrorRows]

/** A person's answer and guess beside “done”. */
const replyTo = ({ question }: Module) =>
  question && {
    reply: {
      said: { question: question.version, answer: 0, guess: 3, about: 'ambulance' as const },
      isTruthKnown: true,
    },
  }

/**
 * A person who has really done the first modules, with answers and guesses, and waits for the next one. The journey's
 * shelves are full and its answers are shown.
 */
async function somebodyWaiting(): Promise<World> {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  const published = await shiftworksJourney()
  await world.publish(published)
  await learnTogether(world.table, world.clock.now())
  const email = 'somebody@example.org'
  await world.learner(email, { journeyId, sector: 'student' })
  for (const module of published.journey.modules.slice(0, 3)) {
    const { learner } = await world.person(email)
    if (!learner.enrolments[journeyId]?.emailed.includes(module.id))
      throw new Error(`Nobody got ${module.id}: the benchmark's own walk is out of step with the journey.`)
    const done = { type: 'CompleteModule', journeyId, moduleId: module.id, epoch: learner.epoch } as const
    await world.execute(email, { ...done, via: 'page', ...replyTo(module) })
    const next = await world.nextDue()
    if (next !== undefined && module !== published.journey.modules[2]) await world.passTo(next + minute)
  }
  return world
}

/** A world with this many people due at one moment. */
export async function worldOf(rows: DueRows, people: number): Promise<World> {
  const table = new MemoryTable({ streams: false })
  await table.load(rows.journey)
  await table.load(rows.people(people))
  return new World(rows.at, table)
}

const idOf = (i: number): string => `l${i.toString(36).padStart(23, '0')}`

/** The rows of any number of people, copied from one who really went through the modules; all are due at one moment. */
export async function dueRows(): Promise<DueRows> {
  const world = await somebodyWaiting()
  const rows = [...world.table.rows.values()]
  const profile = rows.find(row => row.sk === 'profile')
  const enrolment = rows.find(row => row.sk === `E#${journeyId}`)
  const at = Number(enrolment?.['ds'])
  if (!profile || !enrolment || !at) throw new Error('The model of all people has no rows that are due.')
  const { f: _told, ...quiet } = enrolment
  const people = function* (count: number): Generator<Item> {
    for (let i = 0; i < count; i += 1) {
      const [id, pk] = [idOf(i), `L#${idOf(i)}`]
      const details = { email: `p${i}@example.org`, addressHash: id }
      yield { ...profile, pk, details }
      yield { ...quiet, pk, ...dueAttributes(journeyId, id, at) } as Item
    }
  }
  const journey = rows.filter(row => shared.some(kind => row.pk.startsWith(kind)))
  return { at: Math.ceil(at / minute) * minute, journey, people }
}
