import type { FileHandle } from 'node:fs/promises'
import type { Command } from 'commander'
import { counted } from '../command/format.ts'
import { openNew } from '../command/new-file.ts'
import { progressLine } from '../command/progress.ts'
import { action, type CliContext, type Run } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { csvRow } from '../csv/write-csv.ts'
import { currentJourney } from '../current-journey.ts'
import { exitCodes } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { exportColumns, peopleOf } from './people.ts'

const examples = `
Personal data: the file is for you alone to read. What a spreadsheet would take for a formula is made text.

Example:
  npm run operator -- export --journey shiftworks --out people.csv --stage prod`

interface Options {
  journey: string
  out: string
}

async function writeAll(run: Run<Options>, file: FileHandle) {
  const { deps, io, options } = run
  const line = progressLine(io)
  const unreadable: string[] = []
  let people = 0
  await file.write(csvRow(exportColumns))
  for await (const one of peopleOf(deps, options.journey)) {
    if (one.is === 'unreadable') {
      unreadable.push(one.learnerId)
      continue
    }
    await file.write(csvRow(one.row))
    people += 1
    if (people % 1000 === 0) line.show({ done: people, unit: 'people' })
  }
  line.end()
  return { file: options.out, people, unreadable }
}

async function exportPeople(run: Run<Options>): Promise<Shown> {
  const { deps, io, options } = run
  const { journey } = options
  await currentJourney(deps, journey)
  const file = await openNew(options.out)
  try {
    io.err(`${scanCostInWords(await scanCost(deps.table))}\n`)
    const written = await writeAll(run, file)
    const { people, unreadable } = written
    const left =
      unreadable.length > 0 ? [`Left out, because their rows cannot be read: ${unreadable.join(', ')}.`] : []
    return {
      value: written,
      lines: () => [`${counted(people, 'person', 'people')} of ${journey} in ${options.out}.`, ...left],
      exitCode: unreadable.length > 0 ? exitCodes.trouble : exitCodes.ok,
    }
  } finally {
    await file.close()
  }
}

/** `operator export`: the people of a journey as CSV. */
export function addExport(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('the people of a journey, as CSV')
    .requiredOption('--journey <id>', 'the journey')
    .requiredOption('--out <file.csv>', 'the file to write; it must not be there yet')
    .addHelpText('after', examples)
    .action(action(context, exportPeople))
}
