import { Argument, type Command } from 'commander'
import type { OperatorScope } from '../../../shared/domain/hold.ts'
import { action, agree, type Changing, type CliContext, changing, reasonOf } from '../command/run.ts'
import { OperatorProblem } from '../problem.ts'
import { scopeName } from './scope-name.ts'
import { setHold } from './set-hold.ts'
import { type PauseKind, pauseLines } from './words.ts'

const examples = `
  delivery        nothing at all is handed to SES, confirmations included
  planning        nobody is moved forward: no journey starts, no module or reminder goes out; account emails
                  about a sign-up still do
  journey <id>    the same for one journey

Examples:
  npm run operator -- pause delivery --stage prod --reason "wrong links in module 3"
  npm run operator -- resume journey shiftworks --stage prod --reason "version 7 is mended" --yes`

function readScope(kind: PauseKind, journey: string | undefined): OperatorScope {
  if (kind === 'journey') {
    if (journey) return { is: kind, journeyId: journey }
    throw new OperatorProblem('Say which journey: pause journey <id>.')
  }
  if (journey)
    throw new OperatorProblem(`"${journey}" is too much: ${kind} is paused for everything at once.`)
  return { is: kind }
}

/** `operator pause` and `operator resume`. */
export function addPauses(program: Command, context: CliContext): void {
  for (const paused of [true, false])
    changing(program.command(paused ? 'pause' : 'resume'))
      .description(paused ? 'hold something back, within a minute' : 'let something go that was paused')
      .addArgument(new Argument('<what>').choices(['delivery', 'planning', 'journey']))
      .argument('[journey]')
      .addHelpText('after', examples)
      .action(
        action<Changing, [PauseKind, string | undefined]>(context, async (run, kind, journey) => {
          const scope = readScope(kind, journey)
          const why = reasonOf(run.options)
          await agree(run, `${paused ? 'Pause' : 'Resume'} ${scopeName(scope)} on ${run.deps.stage}?`)
          const changed = await setHold(run.deps, { scope, paused, why })
          return { value: changed, lines: () => pauseLines(changed, kind) }
        }),
      )
}
