import type { Instant } from '../../../shared/domain/ids.ts'
import { audited } from '../audited.ts'
import { exitCodes } from '../problem.ts'
import { type ThroughGap, throughGap } from '../reconcile/after-restore.ts'
import { gapLines, nextLines } from '../reconcile/after-restore-in-words.ts'
import { onlyOnceHandled, onlyWhilePaused, readTold, restoreSetting } from '../reconcile/restore-setting.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { option } from './input.ts'
import { change } from './operation.ts'
import { atTheTerminal } from './reconcile.ts'
import { unknownAs } from './reconcile-repair.ts'
import { moment } from './values.ts'

const inTrail = ({ people, changed, emails, suppressed, lost, untouched }: ThroughGap) => ({
  ...{ people, changed, emails, suppressed },
  lost: lost.length,
  untouched: untouched.length,
})

const time = (at: Instant): string => new Date(at).toISOString()

/** Takes everybody through the gap of a restored table: says first what that would do, asks, and does it. */
export const reconcileAfterRestore = change({
  name: 'reconcile after restore',
  command: 'reconcile',
  chosenBy: ['afterRestore'],
  summary: 'the moment to which the table was restored',
  examples: [
    'reconcile --stage prod --after-restore 2026-11-23T08:00Z --unknown-as sent \\\n    --reason "the table was overwritten at 08:04"',
  ],
  does: 'changes',
  inputs: {
    unknownAs,
    afterRestore: option('--after-restore <moment>', 'the moment to which the table was restored', moment),
    until: option('--until <moment>', 'when nothing was sent any more; now if absent', moment),
  },
  console: atTheTerminal,
  async run(session, { afterRestore: from = 0, until, unknownAs: said }) {
    const deps = await session.open()
    const setting = await restoreSetting(deps, { from, until, emails: said ?? 'unknown' })
    await onlyWhilePaused(deps)
    await onlyOnceHandled(deps)
    session.says(scanCostInWords(await scanCost(deps.table)))
    const told = await readTold(session, setting)
    const seen = (people: number) => session.progress({ done: people, unit: 'people' })
    const dryRun = await throughGap(deps, setting, told, { dry: true, seen })
    session.says(gapLines(setting, told.length, dryRun, session.style).join('\n'))
    await session.agree(`Take ${deps.stage} through this gap?`)
    const { gap, emails } = setting
    const about = { from: time(gap.from), until: time(gap.until), emailsAs: emails, events: told.length }
    const intended = { what: 'reconcile after restore', about, why: session.why }
    const through = await audited(deps, intended, async () => {
      await deps.evidence.noteLost(gap)
      const value = await throughGap(deps, setting, told, { dry: false, seen })
      return { value, result: inTrail(value) }
    })
    const needsSomebody = through.lost.length + through.untouched.length > 0 || emails === 'unknown'
    return {
      value: { gap: { from: time(gap.from), until: time(gap.until) }, emailsAs: emails, dryRun, through },
      lines: style => [
        ...gapLines(setting, told.length, through, style),
        ...nextLines(deps.stage, setting, through),
      ],
      exitCode: needsSomebody ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
