import { type DryRun, dryRun } from '../../../shared/application/replay/dry-run.ts'
import type { Selection } from '../../../shared/application/replay/selection.ts'
import { everybody, type Somebody } from '../../../shared/store/everybody.ts'
import { personPartition } from '../../../shared/store/keys.ts'
import { readRecord } from '../../../shared/store/learner-record.ts'
import type { ExpectedChange } from '../../../shared/store/replays.ts'
import type { Key } from '../../../shared/store/table.ts'
import type { OperatorDeps } from '../deps.ts'
import { receivedWaiting } from '../received-sign-ups.ts'
import { type Forecast, forecast } from '../status/forecast.ts'
import type { ReplayRequest } from './request.ts'

/** A replay that has been tried out, and can be done. */
export interface PreparedReplay {
  request: ReplayRequest
  dryRun: DryRun
  expected: readonly ExpectedChange[]
  /**
   * Sign-ups that were received and wait to be handled. The next tick does so, or a replay of the archive: what becomes of
   * them, and the emails to them, are not in the dry run, which knows people alone.
   */
  waitingSignUps: number
  /** How long the emails take, at what SES allows now; absent where nothing goes out at all. */
  forecast?: Forecast
}

async function* onePerson(deps: OperatorDeps, learnerId: string): AsyncGenerator<Somebody> {
  const rows = await deps.table.query(personPartition(learnerId))
  const [last] = rows.slice(-1)
  const found = readRecord(rows)
  if (last) yield { learnerId, rows, last, ...(found && { found }) }
}

/** Those whom a replay is about. @param after the row behind which a replay that was cut off goes on. */
export const peopleOf = (
  deps: OperatorDeps,
  { learnerId }: Selection,
  after?: Key,
): AsyncGenerator<Somebody> =>
  learnerId === undefined ? everybody(deps.table, after) : onePerson(deps, learnerId)

/** Counts people as they go by. */
async function* counting(
  people: AsyncIterable<Somebody>,
  seen: (count: number) => void,
): AsyncGenerator<Somebody> {
  let count = 0
  for await (const person of people) {
    count += 1
    if (count % 100 === 0) seen(count)
    yield person
  }
}

/**
 * The dry run. It reads, and writes nothing.
 * @param seen told now and then how many people have been looked at.
 */
export async function prepareReplay(
  deps: OperatorDeps,
  request: ReplayRequest,
  seen: (people: number) => void = () => {},
): Promise<PreparedReplay> {
  const { selection } = request
  const expected: ExpectedChange[] = []
  const people = counting(peopleOf(deps, selection), seen)
  const run = await dryRun(deps, people, selection, person => expected.push(person))
  const { emails } = run.changed
  const takes = emails > 0 ? forecast(emails, await deps.account(), deps.clock.now()) : undefined
  const waitingSignUps = (await receivedWaiting(deps)).length
  return { request, dryRun: run, expected, waitingSignUps, ...(takes && { forecast: takes }) }
}
