import type { Results } from '../results.ts'
import { markdownTable } from './markdown-table.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

type StoredRound = NonNullable<Results['circles-100000']>['result']

const storedTable = ({ people, steps, processorSeconds }: StoredRound): string[] => [
  `What the table takes of a round of ${people.toLocaleString('en-GB')} people, counted for one, without letters, pages and functions; all of it in ${processorSeconds} seconds of one processor on the table in memory:`,
  markdownTable(
    ['Somebody', 'requests', 'write units', 'read units', 'USD per 1,000'],
    steps.map(({ step, requests, writeUnits, readUnits, usdPerThousand }) => [
      step,
      requests,
      writeUnits,
      readUnits,
      usdPerThousand,
    ]),
  ),
]

const counted = {
  writeUnit: 'write units',
  readUnit: 'read units',
  invocation: 'invocations',
  httpRequest: 'HTTP requests',
} as const

/** The cost of a round per person, from the press that joins to the goodbye. */
function costOfRound({ 'round-cost': cost }: Results): string[] {
  if (!cost) return []
  const { people, steps, emails, usdPerThousand, feedbackUsdPerThousand, restingUsdAMonth } = cost.result
  const rows = steps.map(({ step, counts, emails: letters, usdPerThousand: usd }) => [
    step,
    letters,
    ...Object.keys(counted).map(thing => (counts[thing as keyof typeof counted] ?? 0).toFixed(2)),
    usd.toFixed(4),
  ])
  return [
    `**A whole round of circles for one of ${people.toLocaleString('en-GB')} people** who are done with eight modules, by the buttons of its emails, on the table in memory. US dollars per 1,000 people, without SES’s price of an email:`,
    markdownTable(['Somebody', 'emails', ...Object.values(counted), 'USD per 1,000'], rows),
    `Together ${usdPerThousand.toFixed(4)} USD per 1,000 people, and ${emails} emails for each. Apart: what SES tells of these emails, if AWS bills it, ${feedbackUsdPerThousand.toFixed(4)}. Runs of \`deal-circles\` at which nothing is due cost ${restingUsdAMonth} USD a month, wherever circles are on.`,
  ]
}

/** The properties of rounds of circles beside random groups, and their cost. */
export function circlesTables(results: Results): string[] {
  const rounds = results['circles-rounds']
  if (!rounds) return []
  const { pools, small, stored } = rounds.result
  const rows = pools.map(({ pool, people, groups, waiting, dealt, byChance }) => [
    pool,
    people.toLocaleString('en-GB'),
    groups.toLocaleString('en-GB'),
    waiting,
    ...(['withThreeSectors', 'acrossSectors', 'withCommonHour'] as const).map(
      figure => `${percent(dealt[figure])} (${percent(byChance[figure])})`,
    ),
    `${dealt.ofOneSector} (${byChance.ofOneSector})`,
    `${dealt.alone} (${byChance.alone})`,
    `${dealt.repeats} (${byChance.repeats})`,
  ])
  const head = [
    'Pool',
    'People',
    'Groups',
    'Wait',
    'Groups with three sectors',
    'Pairs across sectors',
    'People with a common hour',
    'Groups of one sector',
    'People alone beside one other sector',
    'Pairs once more',
  ]
  return [
    '### Circles',
    'In brackets: the same people in groups of the same sizes, filled by chance.',
    markdownTable(head, rows),
    `Of ${small.pools} pools of 4 to 12 people, ${small.best} were dealt as well as any deal there is, found by looking at all of them, and ${small.within5Percent} within 5 % of its score.`,
    ...[stored, results['circles-100000']?.result].flatMap(round => (round ? storedTable(round) : [])),
    ...costOfRound(results),
  ]
}
