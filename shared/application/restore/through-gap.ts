import type { AddressHasher } from '../../adapters/addresses.ts'
import type { OutgoingFact } from '../../adapters/fact-bus.ts'
import type { Fact } from '../../domain/facts.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { parseHistory } from '../../store/history.ts'
import type { RowRef } from '../../store/keys.ts'
import type { Change, LearnerRecord } from '../../store/learner-record.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { MendingStore } from '../../store/mending.ts'
import { suppressionOf } from '../erase.ts'
import { type GapStage, GapWalk } from './gap-walk.ts'

const second = 1000
const minute = 60_000

/** The bus and the table may differ by so much about when something was. */
const margin = minute

const start = Date.parse('2020-01-01T00:00:00Z')

/**
 * The least version that a row has after a gap. Facts are known outside by the versions of rows, and no row is written
 * once a minute for years: so none that the gap used is used again, and restoring twice raises twice.
 */
export const versionAfter = (until: Instant): number => Math.ceil((until - start) / minute)

/** What going through the gap makes of one person. */
export interface Passage {
  learner: GapWalk['learner']
  facts: readonly Fact[]
  /** Emails that fell due in the gap. */
  emails: number
  /** They confirmed a sign-up in the gap of which nobody has the preferences and the consent any more. */
  signedUpAnew: boolean
}

/** Whether the table knows of it: told late of what was before the gap, or gone through before. */
function isKnown({ rows }: LearnerRecord, { type, detail }: OutgoingFact): boolean {
  const { journeyId = '', moduleId } = detail
  const at = Math.floor(Date.parse(detail.at) / second) * second
  return [rows.profile, rows.enrolments[journeyId]]
    .flatMap(row => parseHistory(row?.history ?? ''))
    .some(one => one.type === type && one.at === at && (moduleId === undefined || one.about === moduleId))
}

/** Works out what somebody did and was sent in the gap. Nothing is written. */
export function passageOf(stage: GapStage, record: LearnerRecord, told: readonly OutgoingFact[]): Passage {
  const walk = new GapWalk(stage, record.learner)
  const inGap = told.filter(({ detail }) => Date.parse(detail.at) >= stage.gap.from - margin)
  const fresh = inGap.filter(fact => !isKnown(record, fact))
  const erased = fresh.find(({ type }) => type === 'LearnerErased')
  if (erased) walk.erase(Date.parse(erased.detail.at))
  else walk.walk(fresh)
  const { learner, facts, emails } = walk
  const has = (all: readonly { type: string }[]) => all.some(({ type }) => type === 'SignUpConfirmed')
  return { learner, facts, emails, signedUpAnew: !erased && has(fresh) && !has(facts) }
}

/** What taking people through the gap needs of the world. */
export interface PassDeps {
  addresses: () => Promise<AddressHasher>
  learners: LearnerStore
  mending: MendingStore
}

const rowsOf = ({ learner, rows }: LearnerRecord): { ref: RowRef; version: number }[] => [
  { ref: { learnerId: learner.id }, version: rows.profile.version },
  ...Object.entries(rows.enrolments).map(([journeyId, { version }]) => ({
    ref: { learnerId: learner.id, journeyId },
    version,
  })),
]

/** @returns false when somebody else wrote meanwhile. */
async function raise({ mending }: PassDeps, record: LearnerRecord, to: number): Promise<boolean> {
  const low = rowsOf(record).filter(({ version }) => version < to)
  const raised = await Promise.all(low.map(({ ref, version }) => mending.raiseVersion(ref, version, to)))
  return raised.every(Boolean)
}

/** Who was erased in the gap is kept out of imports, too. */
async function changeOf(
  { addresses }: PassDeps,
  { details }: LearnerRecord,
  { learner: after, facts }: Passage,
): Promise<Change> {
  if (after.standing !== 'erased') return { after, facts }
  return { after, facts, suppress: suppressionOf(await addresses(), details) }
}

const attempts = 10

/**
 * Takes one person through the gap: stores what the table does not know of them, and raises the versions of their rows.
 * Gone through twice, it changes nothing.
 * @returns what it made of them; undefined when they are gone.
 * @throws when others write to them ten times in a row.
 */
export async function passThrough(
  deps: PassDeps,
  stage: GapStage,
  learnerId: LearnerId,
  told: readonly OutgoingFact[],
): Promise<Passage | undefined> {
  const to = versionAfter(stage.gap.until)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await deps.learners.find(learnerId)
    if (!before) return undefined
    if (!(await raise(deps, before, to))) continue
    const record = await deps.learners.find(learnerId)
    if (!record) return undefined
    const passage = passageOf(stage, record, told)
    const { facts, learner: after } = passage
    const saved =
      facts.length === 0 ? record : await deps.learners.save(record, await changeOf(deps, record, passage))
    // A journey that began in the gap has a row that is new.
    if (saved && (after.standing === 'erased' || (await raise(deps, saved, to)))) return passage
  }
  throw new Error(`Learner ${learnerId} was written to ${attempts} times in a row. Run this again.`)
}
