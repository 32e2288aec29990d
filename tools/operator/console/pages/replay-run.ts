import { formatNumber } from '../../command/format.ts'
import { OperatorProblem } from '../../problem.ts'
import { replayOutcome } from '../../replay/replay-outcome.ts'
import { runReplay } from '../../replay/run-replay.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { endedWork } from '../console-session.ts'
import { changeRoutes } from './change.ts'
import { dryRunHtml } from './replay.ts'

const back = { path: '/replay', words: 'Back to replays' }

/** The replay of a dry run. */
export const replayRunRoutes: ConsoleRoutes = changeRoutes(
  '/replay/run/{id}',
  async (_values, { params: { id = '' } }, context) => {
    const prepared = context.dryRuns.find(id)
    if (!prepared)
      throw new OperatorProblem(
        'This dry run is not known any more. Try it out again; it may say otherwise now.',
      )
    const { dryRun } = prepared
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
        const report = await runReplay(context.deps, prepared, why, listener)
        if (!report) throw new OperatorProblem('Stopped before it began. Nothing was changed.')
        return endedWork(context, replayOutcome(report, context.deps.system))
      },
    }
  },
)
