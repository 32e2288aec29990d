import type { Command } from 'commander'
import { groups } from '../operations/groups.ts'
import type { Inputs } from '../operations/input.ts'
import { commandOf, type Operation } from '../operations/operation.ts'
import type { CliContext } from './cli-context.ts'
import { addInputs } from './commander-inputs.ts'
import { groupHelpText, helpText } from './help-text.ts'
import { plainOf, runOperation } from './run-operation.ts'

type Sharing<Deps> = readonly Operation<Inputs, Deps>[]

/** Makes one command of the operations that share it. @param above the options that it has from its group. */
function addCommand<Deps>(
  command: Command,
  sharing: Sharing<Deps>,
  context: CliContext<Deps>,
  above: Inputs = {},
): Command {
  const all = Object.entries<Inputs[string]>(Object.assign({}, ...sharing.map(({ inputs }) => inputs)))
  const own = Object.fromEntries(all.filter(([name]) => !(name in above)))
  command.description(plainOf(sharing).summary)
  addInputs(command, own, sharing)
  if (sharing.some(({ does }) => does !== 'reads'))
    command
      .option('--reason <text>', 'why: the audit trail keeps it; no names or addresses in it')
      .option('--yes', 'ask nothing')
  if (sharing.some(one => one.does === 'reads' && one.canBeWatched))
    command.option('--watch', 'look again every 10 seconds, until Ctrl-C')
  command.addHelpText('after', helpText(sharing, context))
  return command.action(() => runOperation(command, sharing, context))
}

/** Adds the commands of a group, with the options and the help text that they share. */
export function fillGroup<Deps>(
  group: Command,
  operations: Sharing<Deps>,
  context: CliContext<Deps>,
): Command {
  const { summary = '', inputs = {} } = groups[group.name()] ?? {}
  addInputs(group.description(summary), inputs)
  group.addHelpText('after', groupHelpText(group.name(), operations, context))
  for (const [words, own] of Map.groupBy(operations, commandOf))
    addCommand(group.command(words.slice(group.name().length + 1)), own, context, inputs)
  return group
}

/** Adds one command for each operation, or for each set of operations that share a command. */
export function addOperations<Deps>(
  program: Command,
  operations: Sharing<Deps>,
  context: CliContext<Deps>,
): void {
  const firstWord = (operation: Operation<Inputs, Deps>) => commandOf(operation).split(' ')[0] ?? ''
  for (const [name, own] of Map.groupBy(operations, firstWord)) {
    const command = program.command(name)
    if (name in groups) fillGroup(command, own, context)
    else addCommand(command, own, context)
  }
}
