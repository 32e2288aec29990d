import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Clock, systemClock } from '../../../shared/adapters/clock.ts'
import { second } from '../../../shared/domain/duration.ts'
import { duration } from '../command/format.ts'
import { explainSilence } from './local-silence.ts'

const Answer = z.object({ now: z.iso.datetime() })

const lookEvery = second

/** Reads an address of this machine. `fetch` would load Node's web client: 20 ms of processor time. */
async function read(address: string, signal: AbortSignal): Promise<unknown> {
  const [response] = (await once(get(address, { signal }), 'response')) as [IncomingMessage]
  return json(response)
}

/** @throws OperatorProblem if no response comes in time */
async function readInTime(address: string, seconds: number): Promise<unknown> {
  const signal = AbortSignal.timeout(seconds * second)
  return read(address, signal).catch(error => explainSilence(signal.aborted ? signal.reason : error, address))
}

/**
 * The clock of the local system, which may have been moved, and may be moved while somebody waits by it.
 * @param website its address, without a slash at the end.
 * @param seconds how long to wait for an answer.
 */
export async function localClock(website: string, seconds: number): Promise<Clock> {
  const ahead = async () => {
    const { now } = Answer.parse(await readInTime(`${website}/_local/api/clock`, seconds))
    return Date.parse(now) - Date.now()
  }
  let offset = await ahead()
  const now = () => systemClock.now() + offset
  return {
    now,
    until: async at => {
      while (now() < at) {
        await delay(Math.min(lookEvery, at - now()))
        offset = await ahead()
      }
    },
  }
}

/** A smaller error, in milliseconds, makes no noticeable difference. */
const worthTelling = 5 * second

/** The part of an SDK client that gives access to its responses. */
interface Client {
  config: { requestHandler: { handle(request: unknown, options?: object): Promise<{ response: unknown }> } }
}

const Dated = z.object({ headers: z.object({ date: z.string() }) })

/**
 * The time according to AWS, for operators whose machine's clock may be wrong, because AWS's clocks decide what is
 * current or due. Every response contains its time in whole seconds, and corrects this clock if the two are
 * incompatible. So a correct clock stays as it is. Before the first response it is the machine's own.
 */
export function awsClock(own: Clock = systemClock) {
  let offset = 0
  const now = () => own.now() + offset
  /** @param asked by the machine's own clock, because several responses may be under way. */
  const hear = (asked: number, answeredAt: number) => {
    const [earliest, latest] = [answeredAt - own.now(), answeredAt + second - 1 - asked]
    offset = Math.max(earliest, Math.min(latest, offset))
  }
  return {
    clock: { now, until: (at: number) => own.until(at - offset) },
    /** Takes the time from a client's responses, including errors. */
    listensTo<C extends Client>(client: C): C {
      const { requestHandler } = client.config
      const handle = requestHandler.handle.bind(requestHandler)
      requestHandler.handle = async (request, options) => {
        const asked = own.now()
        const answer = await handle(request, options)
        const { data } = Dated.safeParse(answer.response)
        const answeredAt = Date.parse(data?.headers.date ?? '')
        if (!Number.isNaN(answeredAt)) hear(asked, answeredAt)
        return answer
      }
      return client
    },
    /** Reports that the machine's clock is wrong; does nothing if it is right. */
    tell(says: (words: string) => void): void {
      const isSlow = offset > 0
      if (Math.abs(offset) < worthTelling) return
      says(
        `The clock of this machine is ${duration(Math.abs(offset))} ${isSlow ? 'slow' : 'fast'}. What you do here goes by AWS’s time.`,
      )
    },
  }
}
