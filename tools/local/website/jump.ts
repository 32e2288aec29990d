import { Temporal } from 'temporal-polyfill'
import type { Clock } from '../time/clock.ts'
import type { TimeTravel } from '../time/time-travel.ts'
import type { Inspected } from './inspected.ts'

/** A jump in time that is not possible. The message is shown to the developer. */
export class WrongJump extends Error {
  override name = 'WrongJump'
}

/** In ISO 8601, later years begin with a sign and would sort before all others. */
const endOfTime = Date.UTC(10_000, 0)

const help = 'Send {"advance":"P7D"} with an ISO 8601 duration, or {"to":"next-due"}.'

/**
 * Moves the clock forward, and resolves once everything that became due is done.
 * @param wish `{"advance":"P7D"}` or `{"to":"next-due"}`
 * @throws {WrongJump} if it is neither
 */
export async function jump(
  wish: unknown,
  { clock, travel, settled }: Pick<Inspected, 'clock' | 'travel' | 'settled'>,
): Promise<void> {
  await begin(wish, clock, travel)
  await settled()
}

async function begin(wish: unknown, clock: Clock, travel: TimeTravel): Promise<void> {
  if (typeof wish !== 'object' || wish === null) throw new WrongJump(help)
  const { advance, to, ...others } = wish as Record<string, unknown>
  if (Object.keys(others).length > 0 || (advance === undefined) === (to === undefined))
    throw new WrongJump(help)
  if (to === 'next-due') return travel.toNextDue()
  if (typeof advance !== 'string') throw new WrongJump(help)
  return travel.to(after(clock.now(), advance))
}

function after(now: number, advance: string): number {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC')
  const wait = orRefuse(
    () => Temporal.Duration.from(advance),
    `"${advance}" is not an ISO 8601 duration. ${help}`,
  )
  const tooFar = 'That is too far: the clock ends with the year 9999.'
  const end = orRefuse(() => start.add(wait), tooFar).epochMilliseconds

  if (end >= endOfTime) throw new WrongJump(tooFar)
  if (end < now) throw new WrongJump('Time can only go on. Begin anew with `npm start -- --reset`.')
  return end
}

function orRefuse<T>(reckon: () => T, message: string): T {
  try {
    return reckon()
  } catch {
    throw new WrongJump(message)
  }
}
