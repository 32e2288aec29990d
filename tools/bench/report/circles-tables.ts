import type { Results } from '../results.ts'
import { markdownTable } from './markdown-table.ts'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** What rounds of circles look like, beside groups filled by chance. */
export function circlesTables({ circles }: Results): string[] {
  if (!circles) return []
  const { pools, small, stored } = circles.result
  const rows = pools.map(({ pool, people, groups, waiting, dealt, byChance }) => [
    pool,
    people.toLocaleString('en-GB'),
    groups.toLocaleString('en-GB'),
    waiting,
    ...(['withThreeSectors', 'acrossSectors', 'withCommonHour'] as const).map(
      figure => `${percent(dealt[figure])} (${percent(byChance[figure])})`,
    ),
    `${dealt.ofOneSector} (${byChance.ofOneSector})`,
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
    'Pairs once more',
  ]
  return [
    '### Circles',
    'In brackets: the same people in groups of the same sizes, filled by chance.',
    markdownTable(head, rows),
    `Of ${small.pools} pools of 4 to 12 people, ${small.best} were dealt as well as any deal there is, found by looking at all of them, and ${small.within5Percent} within 5 % of its score.`,
    'What the table takes of a round of 10,000 people, counted for one, without letters, pages and functions:',
    markdownTable(
      ['Somebody', 'write units', 'read units', 'USD per 1,000'],
      stored.map(({ step, writeUnits, readUnits, usdPerThousand }) => [
        step,
        writeUnits,
        readUnits,
        usdPerThousand,
      ]),
    ),
  ]
}
