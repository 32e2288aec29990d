import * as z from 'zod/mini'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import type { Finding } from '../reconcile/finding.ts'
import { findingsValue, repairedLines } from '../reconcile/findings-in-words.ts'
import { type Findings, repair } from '../reconcile/reconcile.ts'
import { flag, option } from './input.ts'
import { change } from './operation.ts'
import { atTheTerminal, findingsOutcome, look } from './reconcile.ts'

/** The operator's answer for emails with an unknown outcome. */
export const unknownAs = option(
  '--unknown-as <outcome>',
  'say what became of emails of unknown outcome',
  z.enum(['sent', 'not-sent']),
)

type Said = 'sent' | 'not-sent' | undefined

/** The answer applies only where no evidence settles the outcome. */
function saying(finding: Finding, as: 'sent' | 'not-sent'): Finding[] {
  const { repair: byEvidence, settle } = finding
  return settle && !byEvidence ? [{ ...finding, repair: () => settle(as) }] : []
}

/** The findings to repair. */
function toRepair({ list }: Findings, fix: boolean | undefined, said: Said): Finding[] {
  const byRule = fix ? list.filter(one => one.repair) : []
  return [...byRule, ...(said ? list.flatMap(one => saying(one, said)) : [])]
}

/** Repairs findings. */
export const reconcileRepair = change({
  name: 'reconcile repair',
  command: 'reconcile',
  chosenBy: ['fix', 'unknownAs'],
  summary: 'mend what can be mended by rule',
  examples: ['reconcile --stage prod --fix --reason "after the release of Tuesday"'],
  does: 'changes',
  inputs: { fix: flag('--fix', 'mend what can be mended by rule'), unknownAs },
  console: atTheTerminal,
  async run(session, { fix, unknownAs: said }) {
    const deps = await session.open()
    const before = await look(session)
    const list = toRepair(before, fix, said)
    if (list.length === 0) return findingsOutcome(before)
    await session.agree(`Mend ${counted(list.length, 'finding')} on ${deps.stage}?`)
    const about = { findings: list.length, ...(said && { unknownAs: said }) }
    const repaired = await audited(deps, { what: 'reconcile', about, why: session.why }, async () => {
      const value = await repair(list)
      return { value, result: value }
    })
    const after = await look(session)
    const value = { before: findingsValue(before), repaired, after: findingsValue(after) }
    return { ...findingsOutcome(after, repairedLines(repaired)), value }
  },
})
