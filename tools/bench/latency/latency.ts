import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { AwsCall } from '../../local/aws/service.ts'
import { functionOf } from '../cost/aws-meter.ts'
import type { LearningSystem } from '../cost/learning-system.ts'
import { startLocalSystem } from '../cost/local-system.ts'
import { press, signUp } from '../cost/walk.ts'
import { median, rounded } from '../statistics.ts'

/** The time from the press of "confirm" until SES has the first module, by hop, in milliseconds. */
export interface Latency {
  runs: number
  /** The median time of each step since the press. */
  hops: { hop: string; after: number }[]
  median: number
  slowest: number
}

interface Hop {
  hop: string
  by: FunctionName
  is: (call: AwsCall) => boolean
}

const writes = ({ action }: AwsCall) => /^(PutItem|UpdateItem|TransactWriteItems)$/.test(action)
const puts = (type: string) => (call: AwsCall) =>
  call.action === 'PutEvents' && call.body.includes(`"${type}"`)

/** Each hop is recognised by its first call after the press. */
const hops: Hop[] = [
  { hop: 'the confirmation is stored', by: 'learner-pages', is: writes },
  { hop: 'SignUpConfirmed is on the bus', by: 'publish-events', is: puts('SignUpConfirmed') },
  { hop: 'the start of the journey is stored', by: 'start-journey', is: writes },
  { hop: 'JourneyStarted is on the bus', by: 'publish-events', is: puts('JourneyStarted') },
  { hop: 'the email is claimed', by: 'deliver-due', is: ({ action }) => action === 'PutItem' },
  { hop: 'SES has the email', by: 'deliver-due', is: ({ action }) => action.endsWith('bulk-emails') },
]

const [warmUps, runs] = [4, 15]

/** Records when each hop ended, relative to the moment that `begin` sets. */
function stopwatch(local: Awaited<ReturnType<typeof startLocalSystem>>['local']) {
  let begun = 0
  const times = new Map<Hop, number>()
  local.endpoint.observers.push(async (call, answer) => {
    const answered = await answer()
    const over = hops.filter(hop => functionOf(call.caller) === hop.by && hop.is(call) && !times.has(hop))
    if (answered.status === 200) for (const hop of over) times.set(hop, performance.now() - begun)
    return answered
  })
  return {
    begin: () => {
      begun = performance.now()
      times.clear()
    },
    /** In the order of the hops. Throws if one of them is missing. */
    times: () =>
      hops.map(hop => {
        const time = times.get(hop)
        if (time === undefined) throw new Error(`After a confirmation it never came to this: ${hop.hop}.`)
        return time
      }),
  }
}

async function oneRun(system: LearningSystem, watch: ReturnType<typeof stopwatch>, email: string) {
  await signUp(system, email)
  await system.settled()
  watch.begin()
  await press(system, email, 'confirm')
  await system.settled()
  return watch.times()
}

/** Presses "confirm" on the warm local stack, one person after the other. */
export async function measureLatency(): Promise<Latency> {
  const system = await startLocalSystem()
  try {
    const watch = stopwatch(system.local)
    const all: number[][] = []
    for (let i = 0; i < warmUps + runs; i += 1)
      all.push(await oneRun(system, watch, `learner-${i}@example.org`))
    const warm = all.slice(warmUps)
    const totals = warm.map(times => times.at(-1) ?? 0)
    return {
      runs,
      hops: hops.map(({ hop }, i) => ({ hop, after: rounded(median(warm.map(times => times[i] ?? 0)), 0) })),
      median: rounded(median(totals), 0),
      slowest: rounded(Math.max(...totals), 0),
    }
  } finally {
    await system.close()
  }
}
