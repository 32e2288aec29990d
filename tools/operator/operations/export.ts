import type { FileHandle } from 'node:fs/promises'
import type { Consent } from '../../../shared/domain/consent.ts'
import { enrolmentDueAt } from '../../../shared/domain/due.ts'
import type { Enrolment } from '../../../shared/domain/enrolment.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import { placeOf } from '../../../shared/domain/place.ts'
import { everybody } from '../../../shared/store/everybody.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { counted } from '../command/format.ts'
import { openNew } from '../command/new-file.ts'
import { csvRow } from '../csv/write-csv.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { type AnyColumn, columns, statusColumns } from '../import/person-row.ts'
import { exitCodes } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { neededOption, text } from './input.ts'
import { reading } from './operation.ts'
import type { Session } from './session.ts'

/** The values of a person, by column. */
function fieldsOf(
  { learner, details }: LearnerRecord,
  enrolment: Enrolment,
): Readonly<Record<AnyColumn, string | number>> {
  const { sector = '', preferences } = learner
  const dueAt = enrolmentDueAt(learner, enrolment)
  return {
    learner_id: learner.id,
    email: details.email,
    first_name: details.firstName ?? '',
    role: details.role ?? '',
    sector,
    days: preferences.days?.join(' ') ?? '',
    parts: preferences.parts?.join(' ') ?? '',
    pace: preferences.pace,
    break_until: preferences.breakUntil ?? '',
    ...evidenceOf(learner, enrolment.journeyId),
    status: learner.status,
    undeliverable: learner.undeliverable ?? '',
    place: placeOf(learner, enrolment),
    modules_done: enrolment.done.length,
    emails: enrolment.emailCount,
    next_due: dueAt === undefined ? '' : new Date(dueAt).toISOString(),
  }
}

const mechanisms: Readonly<Record<Consent['mechanism'], string>> = {
  page: 'sign-up page',
  'embedded-form': 'form on another website',
  api: 'sign-up by a program',
  import: 'import',
}

/** The consent for a journey: wording, time and method; blank if the evidence was lost with a table. */
function evidenceOf({ consent: first, joined }: Learner, journeyId: JourneyId) {
  const later = joined.find(one => one.journeyId === journeyId)
  const consent = later ? later.consent : first
  if (!consent) return { consent_wording: '', consent_at: '', consent_how: '' }
  const { wording, mechanism, given, at } = consent
  return {
    consent_wording: wording,
    consent_at: new Date(given?.at ?? at).toISOString(),
    consent_how: given?.how ?? mechanisms[mechanism],
  }
}

/** The columns of an export: those that an import reads, and the person's state. */
const exportColumns: readonly AnyColumn[] = [...columns, ...statusColumns]

function toRow(record: LearnerRecord, journeyId: JourneyId): (string | number)[] | undefined {
  const enrolment = record.learner.enrolments[journeyId]
  if (!enrolment) return undefined
  const fields = fieldsOf(record, enrolment)
  return exportColumns.map(name => fields[name])
}

/** A result of the scan: a person of the journey, or rows that cannot be read. */
export type Exported = { is: 'person'; row: (string | number)[] } | { is: 'unreadable'; learnerId: string }

/** Yields everybody who is or was in a journey, from a scan of the whole table. */
export async function* peopleOf(deps: OperatorDeps, journeyId: JourneyId): AsyncGenerator<Exported> {
  for await (const { learnerId, found } of everybody(deps.table)) {
    if (found?.is === 'unreadable') yield { is: 'unreadable', learnerId }
    const row = found?.is === 'readable' ? toRow(found.record, journeyId) : undefined
    if (row) yield { is: 'person', row }
  }
}

async function writeAll(deps: OperatorDeps, { progress }: Session, journey: string, file: FileHandle) {
  const unreadable: string[] = []
  let people = 0
  await file.write(csvRow(exportColumns))
  for await (const one of peopleOf(deps, journey)) {
    if (one.is === 'unreadable') {
      unreadable.push(one.learnerId)
      continue
    }
    await file.write(csvRow(one.row))
    people += 1
    if (people % 1000 === 0) progress({ done: people, unit: 'people' })
  }
  return { people, unreadable }
}

/** The people of a journey as CSV. */
export const exportPeople = reading({
  name: 'export',
  summary: 'the people of a journey, as CSV',
  help: 'Personal data: the file is for you alone to read. What a spreadsheet would take for a formula is made text.',
  examples: ['export --journey shiftworks --out people.csv --stage prod'],
  does: 'reads',
  inputs: {
    journey: neededOption('--journey <id>', 'the journey', text),
    out: neededOption('--out <file.csv>', 'the file to write; it must not be there yet', text),
  },
  console: { absent: 'Personal data of thousands: a browser would keep the file where others may read it.' },
  async run(session, { journey, out }) {
    const deps = await session.open()
    await currentJourney(deps, journey)
    const file = await openNew(out)
    try {
      session.says(scanCostInWords(await scanCost(deps.table)))
      const { people, unreadable } = await writeAll(deps, session, journey, file)
      const left =
        unreadable.length > 0
          ? [`Left out, because their rows cannot be read: ${unreadable.join(', ')}.`]
          : []
      return {
        value: { file: out, people, unreadable },
        lines: () => [`${counted(people, 'person', 'people')} of ${journey} in ${out}.`, ...left],
        exitCode: unreadable.length > 0 ? exitCodes.trouble : exitCodes.ok,
      }
    } finally {
      await file.close()
    }
  },
})
