import { Temporal } from 'temporal-polyfill'
import { publishedTypes } from '../../../../shared/contracts/bus.ts'
import { button } from '../../../../shared/pages/components/action-form.ts'
import {
  options,
  select,
  type TextInput,
  textInput,
} from '../../../../shared/pages/components/form-fields.ts'
import type { Replay } from '../../../../shared/store/replays.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { styleFor } from '../../command/style.ts'
import { OperatorProblem } from '../../problem.ts'
import { type PreparedReplay, prepareReplay } from '../../replay/prepare.ts'
import { dryRunNotes, dryRunRows, reasons } from '../../replay/replay-in-words.ts'
import { type Asked, readRequest } from '../../replay/request.ts'
import { scanCost, scanCostInWords } from '../../scan-cost.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { summaryList, table } from '../views/table.ts'
import type { EndedWork } from '../works.ts'
import { follow } from './work.ts'

const usualRate = 50

/** The number of expired events in the list; the command's `--json` lists all. */
const listed = 50

/** Replays events that a fault lost: requested here, tried out in a dry run, then confirmed. */
export const replayRoutes: ConsoleRoutes = {
  get: {
    '/replay': async (_request, context) => {
      const [rules, heads, replays] = await Promise.all([
        context.deps.archive.rules(),
        context.deps.library.list(),
        context.deps.replays.list(),
      ])
      const journeys = heads.map(({ journey: { id, title } }) => ({ value: id, label: title }))
      const main = html`<p class="govuk-body">A dry run comes first, always, and changes nothing. Whatever was done already is not done twice.</p>
<div class="app-columns">${archiveForm(context, rules)}${historiesForm(context, journeys)}</div>
${past(context, replays)}`
      return consolePage(context, { title: 'Replay', section: 'Replay', main })
    },
  },
  post: {
    '/replay': async ({ form }, context) => {
      const asked = readAsked(form, context.zone)
      const request = await readRequest(context.deps, asked)
      return follow(context, {
        title: 'Dry run',
        section: 'Replay',
        back: { path: '/replay', words: 'Another replay' },
        run: async listener => {
          if (asked.learner === undefined) listener.says(scanCostInWords(await scanCost(context.deps.table)))
          return tried(
            context,
            await prepareReplay(context.deps, request, people =>
              listener.progress({ done: people, unit: 'people' }),
            ),
          )
        },
      })
    },
  },
}

const input = (change: Pick<TextInput, 'name' | 'field' | 'type' | 'value'>): Html =>
  textInput({ ...change, errorPrefix: 'Error:', autocomplete: 'off' })

const archiveForm = ({ at, zone }: ConsoleContext, rules: readonly string[]): Html =>
  html`<section class="app-card"><h2 class="govuk-heading-s">A window of time</h2>
<p class="govuk-body">From the archive of the bus, which lags by up to ten minutes.</p>
<form method="post" action="${at('/replay')}">
${input({ name: 'from', type: 'datetime-local', field: { label: 'From', hint: `In ${zone}` } })}
${input({ name: 'to', type: 'datetime-local', field: { label: 'Until', hint: 'Now, if empty' } })}
${options({
  kind: 'checkboxes',
  name: 'rule',
  field: { label: 'To these rules', hint: 'If none is ticked: those of ShiftWorks itself' },
  options: rules.map(rule => ({ value: rule, label: rule })),
  chosen: [],
  errorPrefix: 'Error:',
})}
<input type="hidden" name="rate" value="${usualRate}">
${button({ text: 'Try it out', about: 'from the archive' })}</form></section>`

const historiesForm = ({ at }: ConsoleContext, journeys: readonly { value: string; label: string }[]): Html =>
  html`<section class="app-card"><h2 class="govuk-heading-s">One person, one journey, one module</h2>
<p class="govuk-body">From the stored histories. Fill in at least one of them.</p>
<form method="post" action="${at('/replay')}">
${input({ name: 'learner', field: { label: 'Learner', hint: 'Email address, or id' } })}
${select({ name: 'journey', field: { label: 'Journey' }, options: journeys, none: 'Every journey', errorPrefix: 'Error:' })}
${input({ name: 'module', field: { label: 'Module', hint: 'Its id' } })}
${select({ name: 'type', field: { label: 'Kind of event' }, options: publishedTypes.map(type => ({ value: type, label: type })), none: 'Every kind', errorPrefix: 'Error:' })}
${input({ name: 'rate', field: { label: 'Events a second' }, value: String(usualRate) })}
${button({ text: 'Try it out', about: 'from the histories' })}</form></section>`

/** @throws OperatorProblem if the text is no moment */
function momentIn(text: string, zone: string): number | undefined {
  if (text === '') return undefined
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    throw new OperatorProblem(`"${text}" is no moment, such as 2026-11-23T09:00.`)
  }
}

/** @throws OperatorProblem if a field is invalid */
function readAsked(form: URLSearchParams, zone: string): Asked {
  const text = (name: string) => form.get(name)?.trim() ?? ''
  const [from, to] = [momentIn(text('from'), zone), momentIn(text('to'), zone)]
  const type = publishedTypes.find(one => one === text('type'))
  const rule = form.getAll('rule')
  if (form.has('from') && from === undefined) throw new OperatorProblem('Say from when on.')
  if (!/^[1-9]\d{0,5}$/.test(text('rate')))
    throw new OperatorProblem(`"${text('rate')}" events a second cannot be: a whole number from 1 is needed.`)
  return {
    rate: Number(text('rate')),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(rule.length > 0 && { rule }),
    ...(type && { type: [type] }),
    ...(text('learner') && { learner: text('learner') }),
    ...(text('journey') && { journey: text('journey') }),
    ...(text('module') && { module: text('module') }),
  }
}

/** The result of a dry run, with the button to replay. */
function tried(context: ConsoleContext, prepared: PreparedReplay): EndedWork {
  const id = context.dryRuns.keep(prepared)
  return {
    title: 'Dry run: nothing has been changed',
    main: html`${dryRunHtml(context, prepared)}
<p class="govuk-body"><a class="app-go" href="${context.at(`/replay/run/${id}`)}">Go on to the replay</a></p>`,
  }
}

/** The changes that a replay would make. */
export function dryRunHtml({ zone, time, deps }: ConsoleContext, prepared: PreparedReplay): Html {
  const { passed } = prepared.dryRun
  return html`${summaryList(dryRunRows(prepared, styleFor(false, zone)))}
${dryRunNotes(prepared, deps.system).map(note => html`<p class="govuk-body">${note}</p>`)}
${
  passed.length > 0 &&
  table({
    caption: `Events whose time has passed${passed.length > listed ? `, the first ${listed}` : ''}`,
    columns: ['event', 'of', 'why'],
    rows: passed.slice(0, listed).map(({ type, at, why }) => [type, time(Date.parse(at)), reasons[why]]),
  })
}`
}

const past = ({ at, time }: ConsoleContext, replays: readonly Replay[]): Html | false =>
  replays.length > 0 &&
  table({
    caption: 'Replays until now',
    columns: ['begun', 'from', 'events', 'emails said', 'state', ''],
    rows: replays.map(({ id, startedAt, source, events: count, expected, state }) => [
      time(startedAt),
      source,
      count,
      expected.emails,
      state === 'running' ? 'not ended' : state,
      state === 'running'
        ? html`<a class="govuk-link" href="${at(`/replay/resume/${id}`)}">Go on<span class="govuk-visually-hidden"> with ${id}</span></a>`
        : '',
    ]),
  })
