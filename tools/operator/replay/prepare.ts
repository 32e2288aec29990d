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

/** A replay after its dry run. */
export interface PreparedReplay {
  request: ReplayRequest
  dryRun: DryRun
  expected: readonly ExpectedChange[]
  /**
   * The received sign-ups that wait. The next tick or a replay handles them. Their outcome and emails are not in the
   * dry run, which covers people only.
   */
  waitingSignUps: number
  /** How long the emails take at the current limits of SES; absent if nothing can be sent. */
  forecast?: Forecast
}

async function* onePerson(deps: OperatorDeps, learnerId: string): AsyncGenerator<Somebody> {
  const rows = await deps.table.query(personPartition(learnerId))
  const [last] = rows.slice(-1)
  const found = readRecord(rows)
  if (last) yield { learnerId, rows, last, ...(found && { found }) }
}

/**
 * The people that a replay covers.
 * @param after the row after which an interrupted replay continues
 */
export const peopleOf = (
  deps: OperatorDeps,
  { learnerId }: Selection,
  after?: Key,
): AsyncGenerator<Somebody> =>
  learnerId === undefined ? everybody(deps.table, after) : onePerson(deps, learnerId)

/** Counts people as they pass. */
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
 * Makes the dry run. Reads only.
 * @param seen called now and then with the number of people checked
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
