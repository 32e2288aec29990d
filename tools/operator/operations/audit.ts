import { day } from '../../../shared/domain/duration.ts'
import type { AuditEntry } from '../../../shared/store/audit.ts'
import { detailsInWords, nameOf } from '../audited.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { reading } from './operation.ts'
import { daysBack } from './values.ts'

function auditLines(entries: readonly AuditEntry[], days: number, style: Style): string[] {
  if (entries.length === 0) return [`Nobody has changed anything by this command in ${days} days.`]
  const rows = entries.map(({ at, who, what, about, why, outcome, result }) => [
    `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`,
    nameOf(who),
    what,
    outcome,
    [detailsInWords(about), detailsInWords(result)].filter(text => text !== '').join(' → '),
    why,
  ])
  const [head = '', ...lines] = columns(
    [['when', 'who', 'what', 'outcome', 'about → result', 'why'], ...rows],
    style.width,
  )
  return [style.heading(head), ...lines]
}

/** Who changed what, when and why. */
export const audit = reading({
  name: 'audit',
  summary: 'who changed what, when, why, and what came of it',
  help: `Newest first. An entry that says "begun" belongs to a command that was cut off, or goes on at this moment. The people
in it are random ids: operator learner <id> says who they are.`,
  examples: ['audit --stage prod', 'audit --days 1 --json --stage prod'],
  does: 'reads',
  inputs: { days: { flags: '--days <days>', words: 'how many days back', schema: daysBack, usual: 30 } },
  console: { pages: async () => (await import('../console/pages/audit.ts')).auditRoutes },
  async run({ open }, { days }) {
    const deps = await open()
    const now = deps.clock.now()
    const entries = await deps.audit.between(now - days * day, now)
    return { value: entries, lines: style => auditLines(entries, days, style) }
  },
})
