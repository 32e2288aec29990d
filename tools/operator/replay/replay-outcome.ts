import type { Outcome } from '../operations/outcome.ts'
import { exitCodes } from '../problem.ts'
import { endWords, reportLines, reportRows } from './replay-in-words.ts'
import type { ReplayReport } from './run-replay.ts'

/**
 * The outcome of a replay.
 * @param system the options that name the system
 * @param value further values for programs
 */
export function replayOutcome(report: ReplayReport, system: string, value: object = {}): Outcome {
  const [end = '', ...more] = endWords(report)
  const isStopped = report.end === 'stopped'
  return {
    value: { ...value, replay: report },
    lines: style => reportLines(report, system, style),
    exitCode: isStopped ? exitCodes.trouble : exitCodes.ok,
    title: end.replace(/\.$/, ''),
    blocks: [
      ...more,
      { caption: 'What it changed', columns: ['what', 'dry run', 'replay'], rows: reportRows(report) },
      ...(isStopped ? [{ path: `/replay/resume/${report.id}`, words: 'Go on with it' }] : []),
    ],
  }
}
