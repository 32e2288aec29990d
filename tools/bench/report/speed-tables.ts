import type { DeliveryCost } from '../delivery/delivery.ts'
import type { Results } from '../results.ts'
import { circlesTables } from './circles-tables.ts'
import { markdownTable } from './markdown-table.ts'

function deliveryTable({ delivery }: Results): string[] {
  if (!delivery) return []
  const { memory, sdk } = delivery.result
  const row = (where: string, how: string, cost: DeliveryCost) => [
    where,
    how,
    cost.emails,
    cost.milliseconds,
    cost.emailsPerSecond,
  ]
  const rows = [
    row('the table in memory', 'as built', memory.ours),
    row('the table in memory', 'a call an email', memory.oneByOne),
    row('AWS SDK, emulator, SES at once', 'as built', sdk.ours),
    row('AWS SDK, emulator, SES at once', 'a call an email', sdk.oneByOne),
  ]
  return [
    '### Delivery by one worker',
    markdownTable(['Against', 'Pipeline', 'Emails', 'Processor ms an email', 'Emails a second'], rows),
    `The table in memory took another ${memory.tableMilliseconds} ms an email, which is left out above.`,
  ]
}

function rateLine({ rate }: Results): string[] {
  if (!rate) return []
  const { share, alone, together } = rate.result
  return [
    '### A worker at its deployed share of a processor',
    `Held to ${share} of a processor by stopping and continuing it, one worker alone sends ${alone.emailsPerSecond} emails a second, at ${alone.processorMilliseconds} ms of processor time each, against endpoints that answer at once. At a rate of ${together.ratePerSecond}, up to ${together.workers} that the ticks started sent ${together.emails.toLocaleString('en-GB')} in ${together.minutes} minutes.`,
  ]
}

function pacingTable({ pacing }: Results): string[] {
  if (!pacing) return []
  const { runs, latencies } = pacing.result
  const rows = runs.map(run => [
    run.ratePerSecond,
    run.workers,
    run.emails,
    run.shareOfRate,
    run.maxInASecond,
    run.refusals,
  ])
  return [
    `### Pacing, in virtual seconds (SES ${latencies.ses} ms away, the table ${latencies.table} ms)`,
    markdownTable(
      ['Rate a second', 'Workers', 'Emails', 'Share of the rate', 'Most in any second', 'Refused'],
      rows,
    ),
  ]
}

function drainTable(results: Results): string[] {
  const runs = (['drain', 'drain-1500000'] as const).flatMap(name => results[name]?.result ?? [])
  const rows = runs.map(run => [
    run.people.toLocaleString('en-GB'),
    run.ratePerSecond,
    run.minutes,
    run.timesTheRateAlone,
    run.refusals,
    run.peakMemoryGigabytes,
  ])
  const head = ['People', 'Rate a second', 'Virtual minutes', 'Times the rate alone', 'Refused', 'Memory, GB']
  return runs.length > 0 ? ['### Everybody due at one instant', markdownTable(head, rows)] : []
}

function startTable(results: Results): string[] {
  const run = results['cold-start']?.result
  if (!run) return []
  const rows = [{ ...run.baseline, timesBaseline: 1 }, ...run.functions].map(start => [
    start.name,
    start.atStart,
    start.deployed,
    start.importTime,
    start.timesBaseline,
  ])
  const head = ['Function', 'KB at start', 'KB deployed', 'Import, ms', 'Times the baseline']
  return [`### Cold start (median of ${run.rounds} fresh processes)`, markdownTable(head, rows)]
}

function latencyTable({ latency }: Results): string[] {
  if (!latency) return []
  const { hops, runs } = latency.result
  const rows = hops.map(({ hop, after }) => [hop, after])
  return [
    `### From "confirm" to the first module (median of ${runs})`,
    markdownTable(['Hop', 'ms after the press'], rows),
  ]
}

function engineLine({ engine }: Results): string[] {
  if (!engine) return []
  const { decisionsPerSecond, decisionsInALife } = engine.result
  const speed = decisionsPerSecond.toLocaleString('en-GB')
  return [
    '### The engine',
    `${speed} decisions a second on one core, each applied to the state: whole lives of ${decisionsInALife} decisions, from sign-up to the last module, with reminders.`,
  ]
}

function operatorTable({ operator }: Results): string[] {
  if (!operator) return []
  const { commands, people, events } = operator.result
  const rows = Object.values(commands).map(
    ({ command, runs, median, slowest, processor, memoryMegabytes }) => [
      `\`${command}\``,
      runs,
      median,
      slowest,
      processor,
      memoryMegabytes,
    ],
  )
  return [
    "### The operator's commands",
    `Each a fresh process, from its start to its end, on the local stack with ${people.toLocaleString('en-GB')} people and ${events.toLocaleString('en-GB')} events.`,
    markdownTable(['Command', 'Runs', 'Median, s', 'Slowest, s', 'Processor, s', 'Memory, MB'], rows),
  ]
}

/** All results except costs. */
export const speedTables = (results: Results): string =>
  [
    ...deliveryTable(results),
    ...rateLine(results),
    ...pacingTable(results),
    ...drainTable(results),
    ...startTable(results),
    ...latencyTable(results),
    ...operatorTable(results),
    ...engineLine(results),
    ...circlesTables(results),
  ].join('\n\n')
