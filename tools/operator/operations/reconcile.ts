import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { commandLine } from '../command/place.ts'
import { exitCodes } from '../problem.ts'
import { findingsLines, findingsValue } from '../reconcile/findings-in-words.ts'
import { reconcile as compare, type Findings } from '../reconcile/reconcile.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { reading } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'

/** Notes about what counts as no finding here. */
function replayWords(system: string, now: Instant): string {
  const from = new Date(now - day).toISOString()
  return `What a fault swallowed between the bus and a function is no finding here. A replay brings it back; try one out: ${commandLine(system, 'replay', '--from', from, '--dry-run')}`
}

/** Compares the stored data with the expected data, after saying what that costs. */
export async function look(session: Session): Promise<Findings> {
  const deps = await session.open()
  session.says(scanCostInWords(await scanCost(deps.table)))
  return compare(deps, people => session.progress({ done: people, unit: 'people' }))
}

/**
 * The findings.
 * @param before lines before them
 */
export const findingsOutcome = (findings: Findings, before: readonly string[] = []): Outcome => ({
  value: findingsValue(findings),
  lines: style => [...before, ...findingsLines(findings, style)],
  exitCode: findings.list.length > 0 ? exitCodes.trouble : exitCodes.ok,
})

/** Why the console has no reconciliation. */
export const atTheTerminal = {
  absent: 'It reads the whole table, and its findings go to somebody who mends their causes at a terminal.',
}

/** Compares the stored data with the expected data. */
export const reconcile = reading({
  name: 'reconcile',
  summary: 'compare what is stored with what SES said and with what should be, and mend it',
  help: `Compares, in one scan of the table, what is stored with what SES said and with what should be: unknown outcomes,
overdue work, people without a next step, rows quarantined, addresses, rows left over of people who were erased, figures.

Figures are compared only where publish-events has counted everything that people's rows tell of: where it is more than
ten seconds behind, reconcile says so and leaves them alone, with --fix too. Look again once it has caught up.

--after-restore is the way back after a point-in-time restore; delivery has to be held back. It lets people go through the
time that the restored table knows nothing of: what the bus was told in it (leaving, erasing, modules done) happens
again, and emails that fell due in it count as what you say: sent, not-sent, or held as unknown.`,
  examples: ['reconcile --stage prod'],
  does: 'reads',
  inputs: {},
  console: atTheTerminal,
  async run(session) {
    const findings = await look(session)
    const { clock, system } = await session.open()
    const outcome = findingsOutcome(findings)
    if (findings.list.length > 0) return outcome
    return { ...outcome, lines: style => [...outcome.lines(style), replayWords(system, clock.now())] }
  },
})
