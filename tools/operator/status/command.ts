import type { Command } from 'commander'
import { action, type CliContext } from '../command/run.ts'
import { exitCodes } from '../problem.ts'
import { readStatus } from './status.ts'
import { statusLines } from './words.ts'

const examples = `
"Needs somebody" is the exit code for what status lists to look at. What is only paused is none of that: 0.

Example:
  npm run operator -- status --stage prod --region eu-west-2`

/** `operator status`: how the system is, on one screen. */
export function addStatus(program: Command, context: CliContext): void {
  program
    .command('status')
    .description('backlog, forecast, sending, dead letters, pauses: how the system is')
    .addHelpText('after', examples)
    .action(
      action(context, async ({ deps }) => {
        const status = await readStatus(deps)
        return {
          value: status,
          lines: style => statusLines(status, style),
          exitCode: status.troubles.length > 0 ? exitCodes.trouble : exitCodes.ok,
        }
      }),
    )
}
