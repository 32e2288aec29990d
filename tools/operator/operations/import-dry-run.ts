import { checkImport, importInputs } from '../import/asked-import.ts'
import { dryRunLines } from '../import/import-in-words.ts'
import { exitCodes } from '../problem.ts'
import { flag } from './input.ts'
import { reading } from './operation.ts'

/** Shows what an import would do, and the problems of each line. */
export const importDryRun = reading({
  name: 'import dry-run',
  command: 'import',
  chosenBy: ['dryRun'],
  summary: 'only read the file, and say what would happen',
  examples: ['import people.csv --journey shiftworks --dry-run --stage prod'],
  does: 'reads',
  inputs: {
    ...importInputs,
    dryRun: flag('--dry-run', 'only read the file, and say what would happen'),
  },
  console: { shownAt: '/import' },
  async run(session, input) {
    const { checked } = await checkImport(session, input)
    return {
      value: checked,
      lines: style => dryRunLines(checked, style),
      exitCode: checked.bad.length > 0 ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
