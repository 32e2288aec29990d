import { counted } from '../command/format.ts'
import type { Outcome } from '../operations/outcome.ts'
import type { ChangeSession } from '../operations/session.ts'
import { exitCodes } from '../problem.ts'
import { checkImport, type ImportInput } from './asked-import.ts'
import { dryRunLines, importedLines } from './import-in-words.ts'
import { importPeople } from './import-people.ts'

/** Checks the whole file, shows what would be imported, asks for confirmation, and imports. */
export async function importAsked(session: ChangeSession, input: ImportInput): Promise<Outcome> {
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
}
