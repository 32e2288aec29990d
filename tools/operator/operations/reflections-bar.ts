import * as z from 'zod/mini'
import { barKeys } from '../../../shared/application/reflections/barred.ts'
import { withdrawAllExcerpts } from '../../../shared/application/reflections/clear.ts'
import { numberOf } from '../../../shared/application/reflections/readers.ts'
import { type BarredFrom, barredStore } from '../../../shared/store/barred.ts'
import { everybody } from '../../../shared/store/everybody.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { VoiceRow } from '../../../shared/store/voices.ts'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import type { OperatorDeps } from '../deps.ts'
import { findPerson } from '../learner/find-person.ts'
import { OperatorProblem } from '../problem.ts'
import { withReflections } from '../reflection-stores.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { argument, neededOption } from './input.ts'
import { who } from './learner.ts'
import { change } from './operation.ts'
import { excerptId } from './values.ts'

/** The rights in sharing that somebody can lose. */
type Lost = Exclude<BarredFrom, 'circles'>

const from = neededOption<Lost>('--from <what>', 'sharing, or reporting', z.enum(['sharing', 'reporting']))
const onTheCommandLine = {
  absent: 'Rare, and after more than one look: it is worth the words of a command line.',
}

async function voiceRow(deps: OperatorDeps, voice: string): Promise<VoiceRow> {
  const row = await withReflections(deps).voices.find(voice)
  if (row) return row
  throw new OperatorProblem(
    'There is no such excerpt: its writer took it back, shared another, or was erased. Nothing was changed.',
  )
}

/** Finds the readers who reported an excerpt. It scans the table, because an excerpt holds only numbers for them. */
async function reportersOf(
  { table }: OperatorDeps,
  { journeyId, reports }: VoiceRow,
): Promise<LearnerRecord[]> {
  const found: LearnerRecord[] = []
  if (reports.length === 0) return found
  for await (const somebody of everybody(table)) {
    const record = somebody.found?.is === 'readable' ? somebody.found.record : undefined
    if (record && journeyId in record.learner.enrolments && reports.includes(numberOf(somebody.learnerId)))
      found.push(record)
  }
  return found
}

async function writerOf({ learners }: OperatorDeps, { learnerId }: VoiceRow): Promise<LearnerRecord[]> {
  const record = await learners.find(learnerId)
  return record ? [record] : []
}

const effects: Readonly<Record<Lost, readonly string[]>> = {
  sharing: [
    'Its writer can share nothing for 24 months, and whatever they share now is taken back.',
    'They read so behind their private link, and how to object.',
  ],
  reporting: [
    'For 24 months, no report of those who reported it hides anything at once: it counts together with those of others.',
    'They read so behind their private link, and how to object.',
  ],
}

const done = (of: Lost, people: number): string =>
  of === 'sharing'
    ? 'Its writer can share nothing for 24 months. What they shared is taken back.'
    : `${counted(people, 'reader')} who reported it hide nothing at once for 24 months.`

/** Bars a writer from sharing, or stops counting the reports of readers. Nobody is named. */
export const reflectionsBar = change({
  name: 'reflections bar',
  summary: 'take sharing from the writer of an excerpt, or hiding at once from those who reported it',
  help: `For abuse that was seen more than once: the kind words of a decline come first. It outlives erasing, by a keyed hash of the
mailbox, and ends by itself after 24 months.`,
  examples: [
    'reflections bar 0123456789abcdefghijklmn --from sharing --stage prod --reason "advertises, for the third time"',
    'reflections bar 0123456789abcdefghijklmn --from reporting --stage prod --reason "nothing wrong with it, again"',
  ],
  does: 'changes',
  inputs: { id: argument('<id>', 'the excerpt, as reflections next names it', excerptId), from },
  console: onTheCommandLine,
  async ask({ open }, input) {
    const { table } = await open()
    const cost = input.from === 'reporting' ? [scanCostInWords(await scanCost(table))] : []
    return {
      question: `Take ${input.from} from whom this is about?`,
      effects: [...effects[input.from], ...cost],
      button: 'Take it from them',
    }
  },
  async run({ open, why }, { id, from: of }) {
    const deps = await open()
    const row = await voiceRow(deps, id)
    const about = { voice: id, from: of }
    const people = await audited(deps, { what: 'reflections bar', about, why }, async () => {
      const records = await (of === 'sharing' ? writerOf : reportersOf)(deps, row)
      const addresses = await deps.addresses()
      for (const record of records) {
        await barredStore(deps.table).bar(barKeys(addresses, record), of, deps.clock.now())
        if (of === 'sharing') await withdrawAllExcerpts(withReflections(deps), record.learner.id, id)
      }
      return { value: records.length, result: { people: records.length } }
    })
    if (people === 0)
      throw new OperatorProblem('Nobody is there any more whom it is about. Nothing was changed.')
    return { value: { ...about, people }, lines: () => [done(of, people)] }
  },
})

/** Restores the right of somebody who objected. */
export const reflectionsUnbar = change({
  name: 'reflections unbar',
  summary: 'give sharing, or hiding at once, back to somebody',
  examples: [
    'reflections unbar jo@example.org --from sharing --stage prod --reason "they objected, and are right"',
  ],
  does: 'changes',
  inputs: { who, from },
  console: onTheCommandLine,
  async ask({ open }, input) {
    const { id } = (await findPerson(await open(), input.who)).learner
    return {
      question: `Give ${input.from} back to learner ${id}?`,
      effects: ['From the next press on they can do what everybody can.'],
      button: 'Give it back',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const record = await findPerson(deps, input.who)
    const about = { learner: record.learner.id, from: input.from }
    const keys = barKeys(await deps.addresses(), record)
    const store = barredStore(deps.table)
    const bars = await store.of(keys, deps.clock.now())
    if (bars[input.from] === undefined)
      throw new OperatorProblem(`Nobody took ${input.from} from them. Nothing was changed.`)
    await audited(deps, { what: 'reflections unbar', about, why }, async () => {
      await store.lift(keys, input.from)
      return { value: undefined }
    })
    return { value: about, lines: () => [`They have ${input.from} back.`] }
  },
})
