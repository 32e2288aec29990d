import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { minute, second } from '../../../shared/domain/duration.ts'
import { rounded } from '../statistics.ts'
import { hold } from './hold.ts'

/**
 * The rate of one worker that is limited to its share of a processor, and that of as many workers as the service
 * starts.
 */
export interface RateReached {
  /** The share of a processor that Lambda gives for 1,024 MB. */
  share: number
  alone: { emailsPerSecond: number; processorMilliseconds: number }
  together: {
    ratePerSecond: number
    minutes: number
    /** The most that ran at once. */
    workers: number
    emails: number
    emailsPerSecond: number
    maxInASecond: number
    /** Emails sent more than once. */
    twice: number
  }
}

/** 1,024 MB of the 1,769 for which Lambda gives a whole processor (Lambda developer guide, "Configure memory"). */
const share = 1024 / 1769
const noLimit = 100_000

interface Call {
  at: number
  emails: number
}

/** The stand-ins for AWS in one measurement. */
async function startAws(people: number, ratePerSecond: number) {
  const table = fork(new URL('table-at-once.ts', import.meta.url), [String(people), String(ratePerSecond)], {
    execArgv: ['--max-old-space-size=7000'],
  })
  const ses = fork(new URL('../delivery/ses-at-once.ts', import.meta.url), [String(ratePerSecond)], {
    execArgv: [],
  })
  const [[{ port, at }], [sesPort]] = await Promise.all([once(table, 'message'), once(ses, 'message')])
  return {
    /** When everybody is due. */
    at: Number(at),
    env: {
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${sesPort}`,
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    },
    async told(): Promise<{ calls: Call[]; twice: number }> {
      ses.send('tell')
      const [answer] = await once(ses, 'message')
      return answer as { calls: Call[]; twice: number }
    },
    close() {
      table.disconnect()
      ses.disconnect()
    },
  }
}

/** Instances of the function, each limited to its share. As in Lambda, another one starts if all are busy. */
class Instances {
  readonly #idle: ChildProcess[] = []
  readonly #all: { child: ChildProcess; release: () => number }[] = []
  readonly #aws: Awaited<ReturnType<typeof startAws>>
  readonly #max: number
  /** The offset of all instances' clocks from the machine's, so that they agree, as in Lambda. */
  readonly #offset: number
  #running = 0
  busiest = 0
  processor = 0
  sent = 0

  constructor(aws: Awaited<ReturnType<typeof startAws>>, max: number) {
    this.#aws = aws
    this.#max = max
    this.#offset = aws.at + second - Date.now()
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(
      new URL('held-worker.ts', import.meta.url),
      [String(this.#offset), String(this.#max)],
      {
        env: { ...process.env, ...this.#aws.env },
        execArgv: [],
      },
    )
    await once(child, 'message')
    this.#all.push({ child, release: hold(child, share) })
    return child
  }

  async invoke(trigger: object): Promise<void> {
    this.#running += 1
    this.busiest = Math.max(this.busiest, this.#running)
    const child = this.#idle.pop() ?? (await this.#start())
    const started: Promise<void>[] = []
    await new Promise<void>(resolve => {
      const hear = (message: { start?: object; sent?: number; processor?: number }) => {
        if (message.start) started.push(this.invoke(message.start))
        if (message.sent === undefined) return
        this.sent += message.sent
        this.processor += message.processor ?? 0
        child.off('message', hear)
        resolve()
      }
      child.on('message', hear)
      child.send(trigger)
    })
    this.#running -= 1
    this.#idle.push(child)
    await Promise.all(started)
  }

  /** @returns the largest share of the time in which an instance could run */
  close(): number {
    const shares = this.#all.map(({ child, release }) => {
      const ran = release()
      child.disconnect()
      return ran
    })
    return Math.max(...shares)
  }
}

/** Runs ticks a minute apart, and waits for the work of each. */
async function run(people: number, ratePerSecond: number, minutes: number, max: number) {
  const aws = await startAws(people, ratePerSecond)
  const instances = new Instances(aws, max)
  const ticks = Array.from({ length: minutes }, async (_, i) => {
    await delay(i * minute)
    await instances.invoke({ kind: 'tick' })
  })
  await Promise.all(ticks)
  const { calls, twice } = await aws.told()
  const ran = instances.close()
  if (ran > share * 1.02) throw new Error(`A worker ran for ${rounded(ran, 2)} of the time: it was not held.`)
  aws.close()
  return { calls, twice, instances }
}

function maxInASecond(calls: readonly Call[]): number {
  let [from, emails, max] = [0, 0, 0]
  for (const call of calls) {
    emails += call.emails
    for (let first = calls[from]; first && first.at <= call.at - second; first = calls[from]) {
      emails -= first.emails
      from += 1
    }
    max = Math.max(max, emails)
  }
  return max
}

function perSecond(calls: readonly Call[]): number {
  const [first, ...others] = calls
  const sent = others.reduce((sum, { emails }) => sum + emails, 0)
  return rounded(sent / (((others.at(-1)?.at ?? 0) - (first?.at ?? 0)) / second), 1)
}

/** Measures both rates in real time, with stand-ins that answer at once. */
export async function measureRate(minutes = 10, ratePerSecond = 1000): Promise<RateReached> {
  const alone = await run(minute, noLimit, 1, 1)
  const together = await run(ratePerSecond * minutes * 60, ratePerSecond, minutes, 16)
  const emails = together.calls.reduce((sum, call) => sum + call.emails, 0)
  return {
    share: rounded(share, 2),
    alone: {
      emailsPerSecond: perSecond(alone.calls),
      processorMilliseconds: rounded(alone.instances.processor / alone.instances.sent, 3),
    },
    together: {
      ratePerSecond,
      minutes,
      workers: together.instances.busiest,
      emails,
      emailsPerSecond: perSecond(together.calls),
      maxInASecond: maxInASecond(together.calls),
      twice: together.twice,
    },
  }
}
