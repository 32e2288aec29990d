import { html } from '../../../../shared/web/html.ts'
import { joined } from '../../../web/tool-routes.ts'
import { figure } from '../../command/figures.ts'
import { OperatorProblem } from '../../problem.ts'
import { type ReplayReport, resumeReplay, runReplay, unfinishedReplay } from '../../replay/run-replay.ts'
import { endWords, reportRows } from '../../replay/words.ts'
import type { ConsoleDesk, ConsoleRoutes } from '../desk.ts'
import { table } from '../views/table.ts'
import type { Outcome } from '../works.ts'
import { changeRoutes } from './change.ts'
import { dryRunHtml } from './replay.ts'

const back = { path: '/replay', words: 'Back to replays' }

/** Replays in earnest: one that was tried out, and one that was stopped. */
export const replayChangeRoutes: ConsoleRoutes = joined([
  changeRoutes('/replay/run/{id}', async (_values, { params: { id = '' } }, desk) => {
    const prepared = desk.dryRuns.find(id)
    if (!prepared)
      throw new OperatorProblem(
        'This dry run is not known any more. Try it out again; it may say otherwise now.',
      )
    const { dryRun, request } = prepared
    return {
      question: `Replay ${figure(dryRun.facts)} facts on ${desk.deps.stage}?`,
      section: 'Replay',
      effects: ['What the dry run says, and nothing twice. It can be stopped on the way.'],
      fields: dryRunHtml(desk, prepared),
      button: 'Replay',
      back,
      canStop: true,
      run: async (why, watcher) => {
        desk.dryRuns.forget(id)
        const report = await runReplay(desk.deps, { ...prepared, request }, why, watcher)
        if (!report) throw new OperatorProblem('Stopped before it began. Nothing was changed.')
        return reported(desk, report)
      },
    }
  }),
  changeRoutes('/replay/resume/{id}', async (_values, { params: { id = '' } }, desk) => {
    await unfinishedReplay(desk.deps, id)
    return {
      question: `Go on with the replay ${id}?`,
      section: 'Replay',
      effects: [
        'It goes on where it was stopped or cut off. A few facts may be told once more, which changes nothing.',
      ],
      button: 'Go on',
      back,
      canStop: true,
      run: async (why, watcher) => reported(desk, await resumeReplay(desk.deps, id, why, watcher)),
    }
  }),
])

function reported({ at }: ConsoleDesk, report: ReplayReport): Outcome {
  const [end = '', ...more] = endWords(report)
  const goOn = html`<p class="govuk-body"><a class="govuk-link" href="${at(`/replay/resume/${report.id}`)}">Go on with it</a></p>`
  return {
    title: end.replace(/\.$/, ''),
    main: html`${more.map(words => html`<p class="govuk-body">${words}</p>`)}
${table({ caption: 'What it changed', columns: ['what', 'dry run', 'replay'], rows: reportRows(report) })}
${report.end === 'stopped' && goOn}`,
  }
}
