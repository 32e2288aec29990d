import type { Why } from '../../../shared/application/replay/answer.ts'
import type { DryRun, PassedFact } from '../../../shared/application/replay/dry-run.ts'
import { counted, figure } from '../command/figures.ts'
import { columns, type Style } from '../command/style.ts'
import type { PreparedReplay } from './prepare.ts'
import type { ReplayReport } from './run-replay.ts'

const reasons: Readonly<Record<Why, string>> = {
  'other-life': 'they have signed up anew since, or began the journey anew',
  left: 'they have left',
  unreachable: 'their address takes no email from us',
  'link-expired': 'its link would be too old',
  replaced: 'nobody waits for it any more',
  'journey-over': 'the journey is over for them',
  paused: 'the journey is paused for them',
  'module-passed': 'they have done that module since',
  'due-later': 'it is due later',
  'on-its-way': 'its email is on its way, or held until it is known what became of it',
  'held-back': 'an operator holds it back, or its journey is not published',
}

const kinds = (counts: Partial<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count = 0]) => `${figure(count)} ${kind}`)
    .join(', ')

/** So many of what is listed fit a screen. */
const listed = 10

function passedLines(passed: readonly PassedFact[], all: number, style: Style): string[] {
  const rows = passed.slice(0, listed).map(({ id, type, at, why }) => ['', type, at, reasons[why], id])
  const more = all - rows.length
  return [
    ...columns(rows).map(line => style.faint(line)),
    ...(more > 0 ? [style.faint(`  … and ${figure(more)} more: --json lists them.`)] : []),
  ]
}

function emailWords({ dryRun, forecast }: PreparedReplay, style: Style): string {
  const { emails } = dryRun.changed
  if (emails === 0) return 'no email goes out'
  const when = forecast
    ? `all out by ${style.time(forecast.clearsAt)} at ${figure(forecast.perSecond)} a second${forecast.limitedBy === 'quota' ? ', as far as the quota of 24 hours lets them' : ''}`
    : 'but SES lets nothing out at the moment'
  return `${counted(emails, 'email')}, ${when}`
}

function leftOutLines({ unclear, unreadable }: DryRun): string[] {
  return [
    ...(unclear > 0
      ? [`${counted(unclear, 'fact')} of before histories kept enough to tell them again: left out.`]
      : []),
    ...(unreadable.length > 0
      ? [
          `Rows that cannot be read, of ${counted(unreadable.length, 'person', 'people')}: ${unreadable.slice(0, listed).join(', ')}.`,
        ]
      : []),
  ]
}

/** What a replay would do. */
export function dryRunLines(prepared: PreparedReplay, style: Style): string[] {
  const { dryRun: run, request } = prepared
  const { answers, changed } = run
  const rows: string[][] = [
    [
      'facts',
      `${counted(run.facts, 'fact')} of ${counted(run.people, 'person', 'people')}: ${kinds(run.factsByType) || 'none'}`,
    ],
    [
      'would change',
      `${counted(answers.changes, 'fact')}, ${counted(changed.people, 'person', 'people')}: ${kinds(changed.facts) || 'nothing'}`,
    ],
    ['emails', emailWords(prepared, style)],
    ['done already', figure(answers.done)],
    ['wait', `${figure(answers.waits)}, which a replay makes no sooner`],
    ['nobody reacts', figure(answers.nobody)],
    ['time has passed', `${figure(answers.passed)}, which send nothing`],
  ]
  return [
    style.heading('Dry run: nothing has been changed.'),
    ...columns(rows),
    ...passedLines(run.passed, answers.passed, style),
    ...leftOutLines(run),
    ...request.notes,
  ]
}

const ends: Readonly<Record<ReplayReport['end'], string>> = {
  done: 'The replay is done.',
  cancelled: 'The replay was cancelled. What it had told by then stays told.',
  stopped: 'The replay was stopped.',
}

/** What a replay did, beside what the dry run had said. */
export function reportLines({ id, end, expected, changed }: ReplayReport, style: Style): string[] {
  const types = [...new Set([...Object.keys(expected.facts), ...Object.keys(changed.facts)])]
  const facts = types.map(type => [
    type,
    figure(expected.facts[type as keyof typeof expected.facts] ?? 0),
    figure(changed.facts[type as keyof typeof changed.facts] ?? 0),
  ])
  const [head = '', ...lines] = columns([
    ['', 'dry run', 'replay'],
    ['people changed', figure(expected.people), figure(changed.people)],
    ['emails', figure(expected.emails), figure(changed.emails)],
    ...facts,
  ])
  const isAsSaid = changed.people === expected.people && changed.emails === expected.emails
  return [
    ends[end],
    style.heading(head),
    ...lines,
    ...(end === 'done' && !isAsSaid
      ? ['It is not what the dry run said: people did things meanwhile, or emails still wait for their turn.']
      : []),
    ...(end === 'stopped' ? [`Go on with: npm run operator -- replay --resume ${id}`] : []),
  ]
}
