import { type Command, Option } from 'commander'
import { publishedTypes } from '../../../shared/contracts/bus.ts'
import { wholeNumber } from '../command/arguments.ts'
import { formatNumber } from '../command/format.ts'
import { moment } from '../command/moment.ts'
import { progressLine } from '../command/progress.ts'
import {
  action,
  agree,
  type Changing,
  type CliContext,
  changing,
  type Run,
  reasonOf,
} from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { styleFor } from '../command/style.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { type PreparedReplay, prepareReplay } from './prepare.ts'
import { type Asked, type ReplayRequest, readRequest } from './request.ts'
import { type ReplayReport, resumeReplay, runReplay } from './run-replay.ts'
import { watching } from './watching.ts'
import { dryRunLines, reportLines } from './words.ts'

type Options = Asked & Changing & { dryRun?: boolean; resume?: string }

const examples = `
Two sources:
  --from, --to, --rule, --type     a window of the bus's archive, to the rules named (if none: those of ours).
                                   The archive lags by up to ten minutes; the replay waits for it.
  --learner, --journey, --module   events from the stored histories, put on the bus again with the ids that they had;
                                   with none of all these, every stored event

A dry run comes first, always. It reads the whole table, unless --learner is given, and says what that costs.

Examples:
  npm run operator -- replay --stage prod --from 2026-11-23T08:00Z --to 2026-11-23T09:30Z --dry-run
  npm run operator -- replay --stage prod --from 2026-11-23T08:00Z --rule start-journey --reason "a broken release"
  npm run operator -- replay --stage prod --learner jo@example.org --reason "missed the second module"
  npm run operator -- replay --stage prod --resume 2026-11-23T10-00-00-4fk2m1qa --reason "the laptop slept"`

async function tryOut({ deps, io, options }: Run<Options>, request: ReplayRequest): Promise<PreparedReplay> {
  if (options.learner === undefined) io.err(`${scanCostInWords(await scanCost(deps.table))}\n`)
  const line = progressLine(io)
  const prepared = await prepareReplay(deps, request, people => line.show({ done: people, unit: 'people' }))
  line.end()
  return prepared
}

const reportShown = (report: ReplayReport, value: object): Shown => ({
  value,
  lines: style => reportLines(report, style),
  exitCode: report.end === 'stopped' ? exitCodes.trouble : exitCodes.ok,
})

async function resume({ deps, io }: Run<Options>, id: string, why: string): Promise<Shown> {
  const { listener, end } = watching(io)
  const report = await resumeReplay(deps, id, why, listener).finally(end)
  return reportShown(report, { replay: report })
}

async function replay(run: Run<Options>): Promise<Shown> {
  const { deps, io, options } = run
  const why = options.dryRun ? '' : reasonOf(options)
  if (options.resume !== undefined) return resume(run, options.resume, why)
  const prepared = await tryOut(run, await readRequest(deps, options))
  const { dryRun, forecast, request } = prepared
  const value = { dryRun, notes: request.notes, ...(forecast && { forecast }) }
  if (options.dryRun) return { value, lines: style => dryRunLines(prepared, style) }
  io.err(`${dryRunLines(prepared, styleFor(false, io.zone)).join('\n')}\n`)
  await agree({ io, options }, `Replay ${formatNumber(dryRun.events)} events on ${deps.stage}?`)
  const { listener, end } = watching(io)
  const report = await runReplay(deps, prepared, why, listener).finally(end)
  if (!report) throw new OperatorProblem('Nothing was changed.')
  return reportShown(report, { ...value, replay: report })
}

/** `operator replay`: what a fault swallowed happens after all, and nothing twice. */
export function addReplay(program: Command, context: CliContext): void {
  changing(program.command('replay'))
    .description('let what a fault swallowed happen after all: first as a dry run, then in earnest')
    .addOption(new Option('--from <moment>', 'from then on, with its zone').argParser(moment))
    .addOption(new Option('--to <moment>', 'until then; now if absent').argParser(moment))
    .option('--rule <name...>', 'rules of the bus')
    .addOption(new Option('--type <event...>', 'types of events').choices(publishedTypes))
    .option('--learner <who>', 'one person, by address or id')
    .option('--journey <id>', 'one journey')
    .option('--module <id>', 'one module')
    .addOption(
      new Option('--rate <number>', 'events a second, from the histories').default(50).argParser(wholeNumber),
    )
    .option('--dry-run', 'only say what would happen')
    .option('--resume <id>', 'go on with a replay that was stopped or cut off')
    .addHelpText('after', examples)
    .action(action<Options, []>(context, replay))
}
