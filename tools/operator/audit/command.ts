import type { Command } from 'commander'
import type { AuditEntry } from '../../../shared/store/audit.ts'
import { daysOption } from '../command/arguments.ts'
import { action, type CliContext } from '../command/run.ts'
import { columns, type Style } from '../command/style.ts'
import { detailsInWords, nameOf } from './words.ts'

const day = 24 * 60 * 60 * 1000

const examples = `
Newest first. An entry that says "begun" belongs to a command that was cut off, or goes on at this moment. The people
in it are random ids: operator learner <id> says who they are.

Examples:
  npm run operator -- audit --stage prod
  npm run operator -- audit --days 1 --json --stage prod`

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
  const [head = '', ...lines] = columns([
    ['when', 'who', 'what', 'outcome', 'about → result', 'why'],
    ...rows,
  ])
  return [style.heading(head), ...lines]
}

/** `operator audit`: who changed what, when and why. */
export function addAudit(program: Command, context: CliContext): void {
  program
    .command('audit')
    .description('who changed what, when, why, and what came of it')
    .addOption(daysOption(30))
    .addHelpText('after', examples)
    .action(
      action<{ days: number }, []>(context, async ({ deps, options: { days } }) => {
        const now = deps.clock.now()
        const entries = await deps.audit.between(now - days * day, now)
        return { value: entries, lines: style => auditLines(entries, days, style) }
      }),
    )
}
