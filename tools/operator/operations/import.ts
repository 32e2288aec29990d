import { counted } from '../command/format.ts'
import { dryRunLines, importedLines } from '../import/import-in-words.ts'
import { importPeople } from '../import/import-people.ts'
import { columns, neededColumns } from '../import/person-row.ts'
import { exitCodes } from '../problem.ts'
import { checkImport, importInputs } from './import-dry-run.ts'
import { change } from './operation.ts'

/** People who agreed elsewhere. */
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
  console: { absent: 'The file lies where the terminal is.' },
  async run(session, input) {
    const { start, checked } = await checkImport(session, input)
    if (checked.bad.length > 0 && !input.skipBad)
      return {
        value: checked,
        lines: style => [
          ...dryRunLines(checked, style),
          'Nothing was imported: mend these lines, or leave them out with --skip-bad.',
        ],
        exitCode: exitCodes.mistake,
      }
    session.says(dryRunLines(checked, session.style).join('\n'))
    const { file: path, journey: journeyId, over, rate: perSecond } = input
    const people = counted(checked.people, 'person', 'people')
    await session.agree(`Import ${people} into ${journeyId}, first emails from ${start} on?`)
    const plan = { path, journeyId, start, over, perSecond, why: session.why }
    const progress = (done: number) => session.progress({ done, of: checked.people, unit: 'people' })
    const deps = await session.open()
    const imported = await session.stoppable(wantsToStop =>
      importPeople(deps, plan, checked, { progress, stopped: wantsToStop }),
    )
    const exitCode = imported.finished ? exitCodes.ok : exitCodes.trouble
    return { value: imported, lines: style => importedLines(imported, style), exitCode }
  },
})
