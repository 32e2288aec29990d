import { resolve } from 'node:path'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import type { Table, TableScan } from '../../shared/store/table.ts'
import { checkJourneys, problemLines } from '../journeys/check.ts'
import { readStage } from '../journeys/open-publishing.ts'
import { publishJourney } from '../journeys/publish.ts'
import { sentFromHere } from '../journeys/sender-domain.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { print } from '../terminal/printable.ts'
import { LocalProblem } from './local-problem.ts'
import { ownClients, ownTable } from './own-clients.ts'
import type { Wiring } from './template/wiring.ts'
import type { Clock } from './time/clock.ts'

const ourFolder = resolve(import.meta.dirname, '../../journeys')

/**
 * Reads every journey of a folder.
 * @throws {LocalProblem} naming file and line, if a journey is invalid
 */
export async function readJourneys(folder = ourFolder): Promise<AuthoredJourney[]> {
  const checked = await asLocalProblem(checkJourneys(folder, []))
  const broken = checked.filter(({ journey }) => !journey)
  if (broken.length > 0)
    throw new LocalProblem(
      `A journey can't be published before its errors are mended:\n${broken.flatMap(problemLines).join('\n')}`,
    )
  return checked.flatMap(({ journey }) => journey ?? [])
}

/**
 * Publishes each journey that has changed since it was last published.
 * @param say called with lines on what an edit means for the people in a journey
 * @param journeys absent: those in `journeys/`
 */
export async function publishJourneys(
  { wiring, aws, clock }: { wiring: Wiring; aws: string; clock: Clock },
  say: (line: string) => void = print,
  journeys?: AuthoredJourney[],
): Promise<void> {
  const table = ownTable(wiring, ownClients({ aws }).dynamo)
  await publishInto(table, clock, say, journeys ?? (await readJourneys()))
}

/** Like `publishJourneys`, into any table. */
export async function publishInto(
  table: Pick<Table, 'get' | 'query' | 'write' | 'transact'> & Pick<TableScan, 'scan'>,
  clock: Pick<Clock, 'now'>,
  say: (line: string) => void,
  journeys: readonly AuthoredJourney[],
): Promise<void> {
  const publishing = {
    journeys: journeyStore(table),
    counters: counterStore(table),
    holds: holdStore(table),
    table,
    say,
    agree: async () => true,
    now: () => clock.now(),
  }
  const { mailDomain } = await asLocalProblem(readStage('local'))
  for (const journey of journeys)
    await asLocalProblem(
      publishJourney(publishing, await compileJourney(sentFromHere(journey, mailDomain, say))),
    )
}

async function asLocalProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof OperatorProblem ? new LocalProblem(error.message) : error
  }
}
