import { html } from '../../../../shared/web/html.ts'
import { joined } from '../../../web/tool-routes.ts'
import { formatNumber } from '../../command/format.ts'
import { OperatorProblem } from '../../problem.ts'
import { type ReplayReport, resumeReplay, runReplay, unfinishedReplay } from '../../replay/run-replay.ts'
import { endWords, reportRows } from '../../replay/words.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { table } from '../views/table.ts'
import type { EndedWork } from '../works.ts'
import { changeRoutes } from './change.ts'
import { dryRunHtml } from './replay.ts'

const back = { path: '/replay', words: 'Back to replays' }

/** Replays in earnest: one that was tried out, and one that was stopped. */
export const replayChangeRoutes: ConsoleRoutes = joined([
  changeRoutes('/replay/run/{id}', async (_values, { params: { id = '' } }, context) => {
    const prepared = context.dryRuns.find(id)
    if (!prepared)
      throw new OperatorProblem(
        'This dry run is not known any more. Try it out again; it may say otherwise now.',
      )
    const { dryRun, request } = prepared
    return {
      question: `Replay ${formatNumber(dryRun.events)} events on ${context.deps.stage}?`,
      section: 'Replay',
      effects: ['What the dry run says, and nothing twice. It can be stopped on the way.'],
      fields: dryRunHtml(context, prepared),
      button: 'Replay',
      back,
      canStop: true,
      run: async (why, listener) => {
        context.dryRuns.forget(id)
        const report = await runReplay(context.deps, { ...prepared, request }, why, listener)
        if (!report) throw new OperatorProblem('Stopped before it began. Nothing was changed.')
        return reported(context, report)
      },
    }
  }),
  changeRoutes('/replay/resume/{id}', async (_values, { params: { id = '' } }, context) => {
    await unfinishedReplay(context.deps, id)
    return {
      question: `Go on with the replay ${id}?`,
      section: 'Replay',
      effects: [
        'It goes on where it was stopped or cut off. A few events may be told once more, which changes nothing.',
      ],
      button: 'Go on',
      back,
      canStop: true,
      run: async (why, listener) => reported(context, await resumeReplay(context.deps, id, why, listener)),
    }
  }),
])

function reported({ at }: ConsoleContext, report: ReplayReport): EndedWork {
  const [end = '', ...more] = endWords(report)
  const goOn = html`<p class="govuk-body"><a class="govuk-link" href="${at(`/replay/resume/${report.id}`)}">Go on with it</a></p>`
  return {
    title: end.replace(/\.$/, ''),
    main: html`${more.map(words => html`<p class="govuk-body">${words}</p>`)}
${table({ caption: 'What it changed', columns: ['what', 'dry run', 'replay'], rows: reportRows(report) })}
${report.end === 'stopped' && goOn}`,
  }
}
