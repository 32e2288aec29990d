import { formatNumber } from '../command/format.ts'
import { OperatorProblem } from '../problem.ts'
import { watched } from '../replay/progress-listener.ts'
import { dryRunLines } from '../replay/replay-in-words.ts'
import { replayOutcome } from '../replay/replay-outcome.ts'
import { runReplay } from '../replay/run-replay.ts'
import { change } from './operation.ts'
import { dryRunValue, selection, tryOut } from './replay-dry-run.ts'

/** Replays events that a fault lost, and nothing twice. */
export const replay = change({
  name: 'replay',
  summary: 'let what a fault swallowed happen after all: first as a dry run, then in earnest',
  help: `--from, --to, --rule and --type replay a window of the bus's archive, to the rules named (if none: those of ours). The
archive lags by up to ten minutes; the replay waits for it.

--learner, --journey and --module put events from the stored histories on the bus again, with the ids that they had.

A dry run comes first, always. It reads the whole table, unless --learner is given, and says what that costs.`,
  examples: [
    'replay --stage prod --from 2026-11-23T08:00Z --rule start-journey --reason "a broken release"',
    'replay --stage prod --learner jo@example.org --reason "missed the second module"',
  ],
  does: 'changes',
  canStop: true,
  inputs: selection,
  console: { pages: async () => (await import('../console/pages/replay-run.ts')).replayRunRoutes },
  async run(session, asked) {
    const deps = await session.open()
    const prepared = await tryOut(session, asked)
    session.says(dryRunLines(prepared, deps.system, session.style).join('\n'))
    await session.agree(`Replay ${formatNumber(prepared.dryRun.events)} events on ${deps.stage}?`)
    const report = await watched(session, listener => runReplay(deps, prepared, session.why, listener))
    if (!report) throw new OperatorProblem('Nothing was changed.')
    return replayOutcome(report, deps.system, dryRunValue(prepared))
  },
})
