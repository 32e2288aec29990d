import { type Command, Option } from 'commander'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
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
import { exitCodes } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import type { Finding } from './finding.ts'
import { type Findings, reconcile, repair } from './reconcile.ts'
import { afterRestore, type GapOptions } from './run-after-restore.ts'
import { findingsLines, findingsValue, repairedLines } from './words.ts'

interface Options extends Changing, GapOptions {
  fix?: boolean
}

const examples = `
Compares, in one scan of the table, what is stored with what SES said and with what should be: unknown outcomes,
overdue work, people without a next step, rows quarantined, addresses, rows left over of people who were erased, figures.

Figures are compared only where publish-events has counted everything that people's rows tell of: where it is more than
ten seconds behind, reconcile says so and leaves them alone, with --fix too. Look again once it has caught up.

--after-restore is the way back after a point-in-time restore; delivery has to be paused. It lets people go through the
time that the restored table knows nothing of: what the bus was told in it (leaving, erasing, modules done) happens
again, and emails that fell due in it count as what you say: sent, not-sent, or held as unknown.

Examples:
  npm run operator -- reconcile --stage prod
  npm run operator -- reconcile --stage prod --fix --reason "after the release of Tuesday"
  npm run operator -- reconcile --stage prod --after-restore 2026-11-23T08:00Z --unknown-as sent \\
    --reason "the table was overwritten at 08:04"`

async function look({ deps, io }: Pick<Run, 'deps' | 'io'>): Promise<Findings> {
  io.err(`${scanCostInWords(await scanCost(deps.table))}\n`)
  const line = progressLine(io)
  const findings = await reconcile(deps, people => line.show({ done: people, unit: 'people' }))
  line.end()
  return findings
}

const exitOf = ({ list }: Findings) => (list.length > 0 ? exitCodes.trouble : exitCodes.ok)

const isChanging = ({ fix, unknownAs }: Options): boolean => fix === true || unknownAs !== undefined

function shown(findings: Findings, before: readonly string[] = []): Shown {
  return {
    value: findingsValue(findings),
    lines: style => [...before, ...findingsLines(findings, style)],
    exitCode: exitOf(findings),
  }
}

const lookOnly = async (run: Run<Options>): Promise<Shown> => shown(await look(run))

/** What this command line would put right. */
function toRepair({ list }: Findings, { fix, unknownAs }: Options): Finding[] {
  const byRule = fix ? list.filter(one => one.repair) : []
  const bySaying = unknownAs ? list.flatMap(one => saying(one, unknownAs)) : []
  return [...byRule, ...bySaying]
}

/** What evidence settles is not for anybody to say. */
function saying(finding: Finding, as: 'sent' | 'not-sent'): Finding[] {
  const { repair: byEvidence, settle } = finding
  return settle && !byEvidence ? [{ ...finding, repair: () => settle(as) }] : []
}

async function repairAll(run: Run<Options>): Promise<Shown> {
  const { deps, io, options } = run
  const why = reasonOf(options)
  const before = await look(run)
  const list = toRepair(before, options)
  if (list.length === 0) return shown(before)
  await agree({ io, options }, `Mend ${counted(list.length, 'finding')} on ${deps.stage}?`)
  const about = { findings: list.length, ...(options.unknownAs && { unknownAs: options.unknownAs }) }
  const repaired = await audited(deps, { what: 'reconcile', about, why }, async () => {
    const value = await repair(list)
    return { value, result: value }
  })
  const after = await look(run)
  const value = { before: findingsValue(before), repaired, after: findingsValue(after) }
  return { ...shown(after, repairedLines(repaired)), value }
}

function workOf(run: Run<Options>): Promise<Shown> {
  if (run.options.afterRestore !== undefined) return afterRestore(run, run.options.afterRestore)
  return isChanging(run.options) ? repairAll(run) : lookOnly(run)
}

/** `operator reconcile`: what is, beside what should be. */
export function addReconcile(program: Command, context: CliContext): void {
  changing(program.command('reconcile'))
    .description('compare what is stored with what SES said and with what should be, and mend it')
    .option('--fix', 'mend what can be mended by rule')
    .addOption(
      new Option('--unknown-as <outcome>', 'say what became of emails of unknown outcome').choices([
        'sent',
        'not-sent',
      ]),
    )
    .addOption(
      new Option('--after-restore <moment>', 'the moment to which the table was restored').argParser(moment),
    )
    .addOption(
      new Option('--until <moment>', 'when nothing was sent any more; now if absent').argParser(moment),
    )
    .addHelpText('after', examples)
    .action(action<Options, []>(context, workOf))
}
