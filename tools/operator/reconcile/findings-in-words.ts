import { counted, formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { type Finding, type FindingKind, findingKinds } from './finding.ts'
import type { Findings } from './reconcile.ts'

const kinds: Readonly<Record<FindingKind, string>> = {
  'left-over': 'rows of people who were erased',
  unreadable: 'rows that cannot be read: deploy the version that wrote them, or newer',
  quarantined: 'rows that were quarantined after five failures: mend the cause first',
  'no-next-step': 'people who take part and have no next step',
  misplaced: 'rows that stand wrongly in the due index',
  overdue: 'rows that have been due for more than 15 minutes: see docs/runbook.md#oldest-overdue-email',
  'unknown-outcome': 'emails of which nobody knows whether they went out',
  'person-without-address': 'people to whom no address leads',
  'address-without-person': 'addresses that lead to nobody',
  'rows-without-person': 'rows of journeys whose person is not there',
  'suppressed-by-ses': 'people whom SES does not email any more, and we do not know it',
  'ses-silent': 'missing words from SES',
  'stream-behind':
    'journeys whose figures publish-events has yet to bring up to date: not compared, and not to be mended until then. See docs/runbook.md#errors, and look again',
  counter: 'figures that drifted',
}

/** The number of findings of each kind in the list. */
const listed = 5

function linesOf(kind: FindingKind, all: readonly Finding[], count: number, style: Style): string[] {
  const own = all.filter(one => one.kind === kind)
  const byRule = own.filter(({ repair }) => repair !== undefined).length
  const head = `${counted(count, 'case')}: ${kinds[kind]}${byRule > 0 ? ` (${formatNumber(byRule)} can be mended by rule)` : ''}`
  const rows = own.slice(0, listed).map(({ about, words }) => ['', about, words])
  const more = count - rows.length
  return [
    style.bad(head),
    ...columns(rows, style.width),
    ...(more > 0 ? [style.faint(`  … and ${formatNumber(more)} more: --json lists them.`)] : []),
  ]
}

/** The findings, or a line that there are none. */
export function findingsLines({ people, counts, list }: Findings, style: Style): string[] {
  const found = findingKinds.filter(kind => counts[kind] !== undefined)
  const looked = `Looked at ${counted(people, 'person', 'people')}.`
  if (found.length === 0) return [`${looked} ${style.good('All is as it should be.')}`]
  return [looked, ...found.flatMap(kind => linesOf(kind, list, counts[kind] ?? 0, style))]
}

/** The repairs made. */
export const repairedLines = (repaired: Findings['counts']): string[] =>
  Object.keys(repaired).length === 0
    ? ['Nothing was to be mended any more.']
    : [
        'Mended:',
        ...findingKinds.flatMap(kind =>
          repaired[kind] ? [`  ${formatNumber(repaired[kind])} ${kind}`] : [],
        ),
      ]

/** The findings, for programs. */
export const findingsValue = ({ people, counts, list }: Findings) => ({
  people,
  counts,
  findings: list.map(({ repair, settle: _, ...finding }) => ({ ...finding, byRule: repair !== undefined })),
})
