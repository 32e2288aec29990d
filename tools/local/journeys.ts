import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { counterStore } from '../../shared/store/counters.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { faultlessJourney } from '../journeys/check.ts'
import { CommandProblem } from '../journeys/command-problem.ts'
import { publishJourney } from '../journeys/publish.ts'
import { LocalProblem } from './local-problem.ts'
import { ownClients, ownTable } from './own-clients.ts'
import type { Wiring } from './template/wiring.ts'
import type { Clock } from './time/clock.ts'

type Published = { wiring: Wiring; aws: string; clock: Clock }

const folder = resolve(import.meta.dirname, '../../journeys')

/**
 * Publishes every journey in `journeys/` that has changed since it was last published.
 * @param say gets what an edit means for the people in a journey
 * @throws {LocalProblem} naming file and line, when a journey is broken
 */
export async function publishJourneys({ wiring, aws, clock }: Published, say = console.log): Promise<void> {
  const table = ownTable(wiring, ownClients({ aws }).dynamo)
  const now = () => clock.now()
  const publishing = {
    journeys: journeyStore(table),
    counters: counterStore(table),
    say,
    agree: async () => true,
    now,
  }
  const names = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory())
  try {
    for (const { name } of names) await publishJourney(publishing, await faultlessJourney(folder, name))
  } catch (error) {
    if (error instanceof CommandProblem) throw new LocalProblem(error.message)
    throw error
  }
}
