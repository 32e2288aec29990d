import type { CommandSpeed } from '../operator/operator.ts'
import type { Results } from '../results.ts'
import { markdownTable } from './markdown-table.ts'

/** A goal and its result. */
interface Goal {
  what: string
  wanted: string
  reached: string
  met: boolean
}

const usd = (amount: number): string => amount.toFixed(4)

function costGoals(results: Results): Goal[] {
  const runs = (['cost-100', 'cost-1000', 'cost-10000'] as const).flatMap(name => results[name]?.result ?? [])
  if (runs.length === 0) return []
  const goal = (what: string, max: number, costs: number[]): Goal => ({
    what: `${what}, USD per 1,000, for ${runs.map(({ bill }) => bill.learners.toLocaleString('en-GB')).join(' / ')} people`,
    wanted: `at most ${max}`,
    reached: costs.map(usd).join(' / '),
    met: Math.max(...costs) <= max,
  })
  return [
    goal(
      'Delivery of an email beyond SES',
      0.005,
      runs.map(({ bill }) => bill.delivery.usdPerThousand),
    ),
    goal(
      'Whole cycle of a module beyond SES',
      0.012,
      runs.map(({ bill }) => bill.cycleUsdPerThousand),
    ),
  ]
}

function passGoals({ 'mirror-pass': pass }: Results): Goal[] {
  if (!pass) return []
  const { total } = pass.result.usd
  return [
    {
      what: 'Weekly count of what 1,500,000 people answered, USD',
      wanted: 'at most 0.06',
      reached: String(total),
      met: total <= 0.06,
    },
  ]
}

function deliveryGoals({ delivery }: Results): Goal[] {
  if (!delivery) return []
  const { memory } = delivery.result
  return [
    {
      what: 'Processor time an email on the table in memory, ms',
      wanted: 'at most 0.5',
      reached: String(memory.ours.milliseconds),
      met: memory.ours.milliseconds <= 0.5,
    },
  ]
}

function rateGoals({ rate }: Results): Goal[] {
  if (!rate) return []
  const { share, together } = rate.result
  const { ratePerSecond, minutes, workers, emailsPerSecond, maxInASecond, twice } = together
  return [
    {
      what: `Emails a second for ${minutes} minutes in real time at a rate of ${ratePerSecond}, by ${workers} workers held to ${share} of a processor each`,
      wanted: `at least ${0.95 * ratePerSecond}, nobody twice, no second with more than the rate`,
      reached: `${emailsPerSecond}; ${twice} twice; ${maxInASecond} in the fullest second`,
      met: emailsPerSecond >= 0.95 * ratePerSecond && twice === 0 && maxInASecond <= ratePerSecond,
    },
  ]
}

function pacingGoals({ pacing }: Results): Goal[] {
  if (!pacing) return []
  const { runs } = pacing.result
  const shares = runs.map(({ shareOfRate }) => shareOfRate)
  return [
    {
      what: 'Seconds with more emails than the rate, and refusals, with 1, 4 and 16 workers',
      wanted: 'none',
      reached: `${runs.filter(run => run.maxInASecond > run.ratePerSecond).length} and ${runs.reduce((sum, run) => sum + run.refusals, 0)}`,
      met: runs.every(run => run.maxInASecond <= run.ratePerSecond && run.refusals === 0),
    },
    {
      what: 'Share of the rate that is used, to the last email of a backlog, lowest and highest',
      wanted: 'at least 0.95',
      reached: `${Math.min(...shares)} to ${Math.max(...shares)}`,
      met: Math.min(...shares) >= 0.95,
    },
  ]
}

function startGoals(results: Results): Goal[] {
  const starts = results['cold-start']?.result.functions ?? []
  const { latency } = results
  const times = starts.map(({ timesBaseline }) => timesBaseline)
  const cold: Goal = {
    what: 'Import of a function, beside one that only makes an EventBridge client',
    wanted: 'at most 2 times',
    reached: `${Math.min(...times)} to ${Math.max(...times)} times`,
    met: Math.max(...times) <= 2,
  }
  const module: Goal | undefined = latency && {
    what: 'Confirm pressed to first module with SES, warm, on one machine, ms',
    wanted: 'at most 2000',
    reached: `${latency.result.median} (slowest ${latency.result.slowest})`,
    met: latency.result.slowest <= 2000,
  }
  return [...(starts.length > 0 ? [cold] : []), ...(module ? [module] : [])]
}

function operatorGoals({ operator }: Results): Goal[] {
  if (!operator) return []
  const { commands, people, events, importedLines } = operator.result
  const where = `beside ${people.toLocaleString('en-GB')} people with ${events.toLocaleString('en-GB')} events`
  const within = (speed: CommandSpeed, seconds: number, what: string): Goal => ({
    what: `\`operator ${speed.command}\` ${what}, seconds`,
    wanted: `at most ${seconds}`,
    reached: `${speed.median} (slowest ${speed.slowest})`,
    met: speed.median <= seconds,
  })
  const file = `of ${importedLines.toLocaleString('en-GB')} lines`
  return [
    within(commands.learner, 1, where),
    within(commands.status, 2, where),
    within(commands.replay, 60, 'of everything'),
    within(commands.import, 30, file),
    {
      what: `Memory of \`operator ${commands.import.command}\` ${file}, MB`,
      wanted: 'at most 500',
      reached: String(commands.import.memoryMegabytes),
      met: commands.import.memoryMegabytes <= 500,
    },
  ]
}

function circlesGoals({ circles }: Results): Goal[] {
  if (!circles) return []
  const { people, seconds, memoryMegabytes } = circles.result
  const what = `dealing a round of ${people.toLocaleString('en-GB')} people`
  return [
    {
      what: `Processor time of ${what}, seconds`,
      wanted: 'at most 2',
      reached: String(seconds),
      met: seconds <= 2,
    },
    {
      what: `Memory of ${what}, with these people in it, MB`,
      wanted: 'at most 300',
      reached: String(memoryMegabytes),
      met: memoryMegabytes <= 300,
    },
  ]
}

/** The goals of the benchmarks, with the results. */
export function goalsTable(results: Results): string {
  const goals = [
    ...costGoals(results),
    ...passGoals(results),
    ...deliveryGoals(results),
    ...pacingGoals(results),
    ...rateGoals(results),
    ...startGoals(results),
    ...operatorGoals(results),
    ...circlesGoals(results),
  ]
  const rows = goals.map(({ what, wanted, reached, met }) => [
    what,
    wanted,
    reached,
    met ? 'met' : '**missed**',
  ])
  return markdownTable(['Goal', 'Wanted', 'Reached', ''], rows)
}
