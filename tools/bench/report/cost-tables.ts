import type { CostRun } from '../cost/cost.ts'
import { type PricedThing, prices } from '../prices.ts'
import type { Results } from '../results.ts'
import { markdownTable } from './markdown-table.ts'

const counted = {
  writeUnit: 'write units',
  readUnit: 'read units',
  invocation: 'invocations',
  httpRequest: 'HTTP requests',
  event: 'events',
} as const satisfies Partial<Record<PricedThing, string>>

const parts = [
  ['An email delivered', 'delivery'],
  ['A module opened and done', 'press'],
  ['Somebody joining (form, confirmation, first module)', 'joining'],
  ['Apart: what SES tells of an email, if AWS bills it', 'feedback'],
  ['Apart: the pages on their way, beyond 100 GB a month', 'transfer'],
] as const

function partsTable({ on, isAnswered, bill }: CostRun): string {
  const rows = parts.map(([name, part]) => {
    const { counts, usdPerThousand } = bill[part]
    const cells = Object.keys(counted).map(thing => (counts[thing as PricedThing] ?? 0).toFixed(2))
    const answered = part === 'press' && isAnswered ? ', with an answer and a guess' : ''
    return [`${name}${answered}`, ...cells, usdPerThousand.toFixed(4)]
  })
  const people = bill.learners.toLocaleString('en-GB')
  return [
    `**${people} people through eight modules on ${on}**, counted for one, and US dollars per 1,000:`,
    markdownTable(['For one', ...Object.values(counted), 'USD per 1,000'], rows),
  ].join('\n\n')
}

function durations(runs: readonly CostRun[]): string {
  const measured = runs.findLast(({ on }) => on === 'the local stack')?.invocationMilliseconds ?? {}
  const list = Object.entries(measured).map(([name, milliseconds]) => `${name} ${milliseconds}`)
  return `Median invocation on the local stack, in milliseconds: ${list.join(', ')}.`
}

/** The cost of the weekly count, and how it is computed. */
function passInWords({ 'mirror-pass': pass }: Results): string {
  if (!pass) return ''
  const { people, rowsAPerson, bytesAPerson, largestJourneyRow, readUnitsAPerson, usd } = pass.result
  return `**The weekly count of what people answered**, counted beside ${people.toLocaleString('en-GB')} people on the table in memory, each with ${rowsAPerson} rows of ${bytesAPerson.toLocaleString('en-GB')} bytes together (the row of a journey, after eight modules done, answered and guessed: at most ${largestJourneyRow}): ${readUnitsAPerson} read units a person. For 1,500,000 people that is ${usd.reads} USD for reading and ${usd.time} for Lambda's time, which is assumed: ${usd.total} a week.`
}

const significant = (amount: number): string => Number(amount.toPrecision(6)).toString()

function pricesTable(): string {
  const rows = Object.entries(prices).map(([thing, { usd, source, certainty }]) => [
    thing,
    significant(usd * 1_000_000),
    source,
    certainty,
  ])
  return markdownTable(['What', 'USD per million', 'Source', 'How sure'], rows)
}

/** The cost of a journey, at each measured size. */
export function costTables(results: Results): string {
  const runs = (['cost-100', 'cost-1000', 'cost-10000'] as const).flatMap(name => results[name]?.result ?? [])
  const parts = [...runs.map(partsTable), passInWords(results), durations(runs)].filter(text => text !== '')
  return ['### Cost', ...parts, 'Prices:', pricesTable()].join('\n\n')
}
