import { Temporal } from 'temporal-polyfill'
import type { Clock } from '../time/clock.ts'
import type { TimeTravel } from '../time/time-travel.ts'

/** What somebody asked the clock to do, which it can't. The message is for them. */
export class WrongJump extends Error {
  override name = 'WrongJump'
}

const help = 'Send {"advance":"P7D"} with an ISO 8601 duration, or {"to":"next-due"}.'

/**
 * Moves the clock on, and ends when all that became due has settled.
 * @param wish `{"advance":"P7D"}` or `{"to":"next-due"}`
 * @throws {WrongJump} when the wish is neither
 */
export async function jump(
  wish: unknown,
  { clock, travel }: { clock: Clock; travel: TimeTravel },
): Promise<void> {
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
  const end = start.add(parse(advance)).epochMilliseconds
  if (end < now) throw new WrongJump('Time can only go on. Begin anew with `npm start -- --reset`.')
  return end
}

function parse(advance: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(advance)
  } catch {
    throw new WrongJump(`"${advance}" is not an ISO 8601 duration. ${help}`)
  }
}
