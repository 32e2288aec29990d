import { randomBytes } from 'node:crypto'
import type { AddressHasher } from '../../../shared/adapters/addresses.ts'
import { day, week } from '../../../shared/domain/duration.ts'
import { dueAttributes } from '../../../shared/store/due.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import { addressKey } from '../../../shared/store/keys.ts'
import { historyIn } from '../../../shared/store/packed-history.ts'
import type { Item } from '../../../shared/store/table.ts'
import { World } from '../../simulation/world.ts'
import { shiftworksJourney } from '../shiftworks-journey.ts'

const journeyId = 'shiftworks'
const weeks = 2

const emailOf = (i: number): string => `p${i}@example.org`

/** One person's rows, and the number of events in their histories. */
interface Life {
  rows: Item[]
  events: number
}

const eventsIn = (row: Item): number => parseHistory(historyIn(row)).length

/** Does the person's open module, if any. */
async function doWhatIsThere(world: World, email: string): Promise<void> {
  const { learner } = await world.person(email)
  const phase = learner.enrolments[journeyId]?.phase
  if (phase?.is === 'reading') await world.done(email, phase.moduleId, journeyId)
}

/** Some weeks of lives up to now, really played: some people do each module at once, others after reminders. */
async function lives(count: number, now: number): Promise<Life[]> {
  const world = new World(now - weeks * week)
  await world.publish(await shiftworksJourney())
  for (let i = 0; i < count; i += 1) await world.learner(emailOf(i), { journeyId, sector: 'ambulance' })
  while (world.clock.now() < now) {
    await world.passTo(Math.min(now, world.clock.now() + day))
    const today = Math.floor(world.clock.now() / day)
    for (let i = 0; i < count; i += 1)
      if ((today + i) % (2 + (i % 7)) === 0) await doWhatIsThere(world, emailOf(i))
  }
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const { learner } = await world.person(emailOf(i))
      const rows = [...world.table.rows.values()].filter(({ pk }) => pk === `L#${learner.id}`)
      return { rows, events: rows.reduce((sum, row) => sum + eventsIn(row), 0) }
    }),
  )
}

/** Copies the rows of a life for another person. */
function liveAgain(rows: readonly Item[], i: number, addresses: AddressHasher): Item[] {
  const id = randomBytes(15).toString('hex').slice(0, 24)
  const hash = addresses.ofEmail(emailOf(i))
  const theirs = rows.map(({ f: _told, ...row }): Item => {
    const details = row['details'] === undefined ? {} : { details: { email: emailOf(i), addressHash: hash } }
    const due = typeof row['ds'] === 'number' ? dueAttributes(journeyId, id, row['ds']) : {}
    return { ...row, pk: `L#${id}`, sk: row.sk, ...details, ...due }
  })
  return [...theirs, { ...addressKey(hash), learnerId: id }]
}

/** Rows of people in the middle of a journey, with the number of their events. */
export async function manyPeople(count: number, addresses: AddressHasher) {
  const models = await lives(28, Date.now())
  let events = 0
  const rows: Item[] = []
  for (let i = 0; i < count; i += 1) {
    const model = models[i % models.length]
    if (!model) continue
    events += model.events
    rows.push(...liveAgain(model.rows, i, addresses))
  }
  return { rows, events, emailOf }
}
