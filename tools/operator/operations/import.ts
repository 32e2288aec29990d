import { importInputs } from '../import/asked-import.ts'
import { importAsked } from '../import/import-asked.ts'
import { columns, neededColumns } from '../import/person-row.ts'
import { change } from './operation.ts'

/** Imports people who agreed elsewhere. */
export const importFile = change({
  name: 'import',
  summary: 'people who agreed elsewhere, with the evidence of their consent',
  help: `The file is CSV in UTF-8, its first line names the columns: ${columns.join(', ')}.
Needed are ${neededColumns.join(', ')}. docs/operating.md explains each.

The file is always read whole first. Whoever left, bounced or complained stays out; nobody is emailed before
their day. Cut off, say the same again: it goes on where it was, and doing a line twice changes nothing.`,
  examples: [
    'import people.csv --journey shiftworks --start 2027-01-11 --over 20 --rate 100 \\\n    --reason "moved over from the old service" --stage prod',
  ],
  does: 'emails',
  canStop: true,
  inputs: importInputs,
  console: { pages: async () => (await import('../console/pages/import.ts')).importRoutes },
  run: importAsked,
})
