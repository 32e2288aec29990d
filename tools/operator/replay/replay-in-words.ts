import type { PassedEvent } from '../../../shared/application/replay/dry-run.ts'
import type { Why } from '../../../shared/application/replay/replay-outcome.ts'
import { counted, formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import { commandLine } from '../command/place.ts'
import type { Style } from '../command/style.ts'
import type { PreparedReplay } from './prepare.ts'
import type { ReplayReport } from './run-replay.ts'

/** Why an event has expired. */
export const reasons: Readonly<Record<Why, string>> = {
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
    .map(([kind, count = 0]) => `${formatNumber(count)} ${kind}`)
    .join(', ')

/** The number of items in a list. */
const listed = 10

function passedLines(passed: readonly PassedEvent[], all: number, style: Style): string[] {
  const rows = passed.slice(0, listed).map(({ id, type, at, why }) => ['', type, at, reasons[why], id])
  const more = all - rows.length
  return [
    ...columns(rows, style.width).map(line => style.faint(line)),
    ...(more > 0 ? [style.faint(`  … and ${formatNumber(more)} more: --json lists them.`)] : []),
  ]
}

function emailWords({ dryRun, forecast }: PreparedReplay, style: Style): string {
  const { emails } = dryRun.changed
  if (emails === 0) return 'no email goes out'
  const when = forecast
    ? `all out by ${style.time(forecast.clearsAt)} at ${formatNumber(forecast.perSecond)} a second${forecast.limitedBy === 'quota' ? ', as far as the quota of 24 hours lets them' : ''}`
    : 'but SES lets nothing out at the moment'
  return `${counted(emails, 'email')}, ${when}`
}

function leftOutLines({ dryRun: { unclear, unreadable }, waitingSignUps }: PreparedReplay): string[] {
  return [
    ...(waitingSignUps > 0
      ? [
          `${counted(waitingSignUps, 'sign-up')} received and not handled yet: the next tick handles them, or this replay does. What they lead to is not counted here.`,
        ]
      : []),
    ...(unclear > 0
      ? [`${counted(unclear, 'event')} of before histories kept enough to tell them again: left out.`]
      : []),
    ...(unreadable.length > 0
      ? [
          `Rows that cannot be read, of ${counted(unreadable.length, 'person', 'people')}: ${unreadable.slice(0, listed).join(', ')}.`,
        ]
      : []),
  ]
}

/** The numbers of a dry run with their names. */
export function dryRunRows(prepared: PreparedReplay, style: Style): [name: string, words: string][] {
  const { dryRun: run } = prepared
  const { answers, changed } = run
  return [
    [
      'events',
      `${counted(run.events, 'event')} of ${counted(run.people, 'person', 'people')}: ${kinds(run.eventsByType) || 'none'}`,
    ],
    [
      'would change',
      `${counted(answers.changes, 'event')}, ${counted(changed.people, 'person', 'people')}: ${kinds(changed.events) || 'nothing'}`,
    ],
    ['emails', emailWords(prepared, style)],
    ['done already', formatNumber(answers.done)],
    ['wait', `${formatNumber(answers.waits)}, which a replay makes no sooner`],
    ['nobody reacts', formatNumber(answers.nobody)],
    ['time has passed', `${formatNumber(answers.passed)}, which send nothing`],
  ]
}

/** What a dry run omits or cannot know. */
export const dryRunNotes = (prepared: PreparedReplay, system: string): string[] => [
  ...leftOutLines(prepared),
  ...prepared.request.notes,
  ...(prepared.dryRun.changed.people === 0 ? [reconcileWords(system)] : []),
]

/** What a replay cannot repair. */
const reconcileWords = (system: string): string =>
  `A replay tells again what happened. Where people have no next step, emails lie overdue or figures drifted, reconcile is wanted: ${commandLine(system, 'reconcile')}`

/** What a replay would do. */
export function dryRunLines(prepared: PreparedReplay, system: string, style: Style): string[] {
  const { passed, answers } = prepared.dryRun
  return [
    style.heading('Dry run: nothing has been changed.'),
    ...columns(dryRunRows(prepared, style), style.width),
    ...passedLines(passed, answers.passed, style),
    ...dryRunNotes(prepared, system),
  ]
}

const ends: Readonly<Record<ReplayReport['end'], string>> = {
  done: 'The replay is done.',
  cancelled: 'The replay was cancelled. What it had told by then stays told.',
  stopped: 'The replay was stopped.',
}

/** The changes of a replay beside those of its dry run. */
export function reportRows({ expected, changed }: ReplayReport): [what: string, said: number, did: number][] {
  const types = [...new Set([...Object.keys(expected.events), ...Object.keys(changed.events)])]
  return [
    ['people changed', expected.people, changed.people],
    ['emails', expected.emails, changed.emails],
    ...types.map((type): [string, number, number] => [
      type,
      expected.events[type as keyof typeof expected.events] ?? 0,
      changed.events[type as keyof typeof changed.events] ?? 0,
    ]),
  ]
}

/** How a replay ended, and whether its changes match the dry run. */
export function endWords({ end, expected, changed }: ReplayReport): string[] {
  const isAsSaid = changed.people === expected.people && changed.emails === expected.emails
  const otherwise =
    'It is not what the dry run said: people did things meanwhile, or emails still wait for their turn.'
  return [ends[end], ...(end === 'done' && !isAsSaid ? [otherwise] : [])]
}

/** How to continue a stopped replay. */
export const goOnWords = (id: string, system: string): string =>
  `Go on with it: ${commandLine(system, 'replay', '--resume', id, '--reason', '…')}`

/** The result of a replay beside its dry run. */
export function reportLines(report: ReplayReport, system: string, style: Style): string[] {
  const [head = '', ...lines] = columns(
    [
      ['', 'dry run', 'replay'],
      ...reportRows(report).map(([what, said, did]) => [what, formatNumber(said), formatNumber(did)]),
    ],
    style.width,
  )
  const [end = '', ...more] = endWords(report)
  return [
    end,
    style.heading(head),
    ...lines,
    ...more,
    ...(report.end === 'stopped' ? [goOnWords(report.id, system)] : []),
  ]
}
