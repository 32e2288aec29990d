import { type Command, Help } from 'commander'
import type { Operation } from '../operations/operation.ts'
import type { CliContext } from './cli-context.ts'
import { fewestForWords, inOneLine, wrap, wrapCommand } from './lines.ts'

/** Longer lines of help read badly. */
const widest = 80

/** Paragraphs as wide as the terminal, however they are broken where they are written. */
const paragraphs = (help: string, width: number): string =>
  help
    .replaceAll(/(?<=\S)\n(?=\S)/g, ' ')
    .split('\n')
    .flatMap(line => wrap(line, width, ''))
    .join('\n')

type Explained = Pick<Operation, 'examples' | 'help'>

function examplesText<Deps>(operations: readonly Explained[], { example, io }: CliContext<Deps>): string {
  const lines = operations.flatMap(({ examples }) =>
    examples.map(one => wrapCommand(`  ${example(one)}`, io.width)),
  )
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`
}

/** What ends the help of a command: what else there is to know of its operations, and how it is typed. */
export function helpText<Deps>(operations: readonly Explained[], context: CliContext<Deps>): string {
  const told = operations.flatMap(({ help }) =>
    help === undefined ? [] : [`\n${paragraphs(help, context.io.width)}\n`],
  )
  return `${told.join('')}${examplesText(operations, context)}`
}

/** What ends the help of a group: how its commands are typed, and where each is explained. */
export function groupHelpText<Deps>(
  group: string,
  operations: readonly Explained[],
  context: CliContext<Deps>,
): string {
  const more = wrapCommand(`  ${context.example(`${group} <command> --help`)}`, context.io.width)
  return `\nWhat else there is to know of one of them:\n${more}\n${examplesText(operations, context)}`
}

/** Options and commands with their words beside them, or below where too little room is left. */
function itemOf(term: string, termWidth: number, words: string, helper: Help): string {
  const room = (helper.helpWidth ?? widest) - termWidth - 4
  if (words === '' || room >= fewestForWords)
    return Help.prototype.formatItem.call(helper, term, termWidth, words, helper)
  return [`  ${term}`, ...wrap(`    ${words}`, helper.helpWidth ?? widest, '')].join('\n')
}

/** What commander finds wrong, as a sentence; and what it takes to put it right. */
function mistake(said: string, help: string): string {
  const [first = '', ...more] = said
    .trim()
    .replace(/^error: /, '')
    .split('\n')
  const near = more.map(line => line.replace(/^\((.*)\)$/, ' $1')).join('')
  const what = `${first.charAt(0).toUpperCase()}${first.slice(1)}`
  return `${/[.?]$/.test(what) ? what : `${what}.`}${near} How it is typed: ${help}`
}

/**
 * Gives a command, and all below it, help that fits this width; a mistake in it is told with where that help is.
 * @param example a line as it is typed whole.
 */
export function explain(
  command: Command,
  { io, example }: Pick<CliContext, 'io' | 'example'>,
  above: readonly string[] = [],
): void {
  const width = Math.min(io.width, widest)
  command
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: fewestForWords, formatItem: itemOf })
    .configureOutput({
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
      outputError: said =>
        io.err(`${inOneLine(mistake(said, example([...above, '--help'].join(' '))), io)}\n`),
    })
  for (const below of command.commands) explain(below, { io, example }, [...above, below.name()])
}
