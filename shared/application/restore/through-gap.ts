import type { AddressHasher } from '../../adapters/addresses.ts'
import type { Clock } from '../../adapters/clock.ts'
import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import { groupsOf } from '../../domain/circles/groups-of.ts'
import { minute, second } from '../../domain/duration.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { clearingWrite } from '../../store/clearing.ts'
import { parseHistory, saidIn } from '../../store/history.ts'
import type { HistoryEntry } from '../../store/history-entry.ts'
import type { RowRef } from '../../store/keys.ts'
import type { Change, LearnerRecord } from '../../store/learner-record.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { RepairStore } from '../../store/repairs.ts'
import { suppressionOf } from '../erase.ts'
import type { RestoreSetting } from './restore-setting.ts'
import { eraseInGap, type SimulatedGap, simulateGap } from './restore-simulation.ts'
import { isLeaving } from './texts-of-gap.ts'

/** The most that times on the bus and in the table may differ, in milliseconds. */
const margin = minute

const start = Date.parse('2020-01-01T00:00:00Z')

/**
 * The lowest version of a row after a gap. Event ids contain row versions. No row is written once a minute for years,
 * so a version derived from the time is unused, and a second restore raises it again.
 */
const versionAfter = (until: Instant): number => Math.ceil((until - start) / minute)

/** The effect of the gap on one person. */
export interface GapRepair extends SimulatedGap {
  /** They confirmed a sign-up in the gap whose preferences and consent are lost. */
  signedUpAnew: boolean
}

/** Whether a history entry covers an event: as the last of a folded run, or as an earlier one of it. */
function tellsOf(entry: HistoryEntry, { type, detail }: OutgoingEvent): boolean {
  const { since = entry.at } = entry
  const at = Math.floor(Date.parse(detail.at) / second) * second
  if (entry.type !== type || at < since || entry.at < at) return false
  const said = saidIn(entry)
  return (['moduleId', 'by'] as const).every(field => !(field in said) || said[field] === detail[field])
}

/** Whether the table knows the event: published late, or repeated before. */
const isKnown = ({ rows }: LearnerRecord, event: OutgoingEvent): boolean =>
  [rows.profile, rows.enrolments[event.detail.journeyId ?? '']]
    .flatMap(row => parseHistory(row?.history ?? ''))
    .some(entry => tellsOf(entry, event))

/** Computes what a person did and was sent in the gap. Nothing is written. */
export function computeGapRepair(
  setting: RestoreSetting,
  record: LearnerRecord,
  published: readonly OutgoingEvent[],
): GapRepair {
  const inGap = published.filter(({ detail }) => Date.parse(detail.at) >= setting.gap.from - margin)
  const fresh = inGap.filter(event => !isKnown(record, event))
  const erased = fresh.find(({ type }) => type === 'LearnerErased')
  const simulated = erased
    ? eraseInGap(setting, record.learner, Date.parse(erased.detail.at))
    : simulateGap(setting, record.learner, fresh)
  const has = (all: readonly { type: string }[]) => all.some(({ type }) => type === 'SignUpConfirmed')
  return { ...simulated, signedUpAnew: !erased && has(fresh) && !has(simulated.events) }
}

/** Dependencies of taking people through the gap. */
export interface GapRepairDeps {
  addresses: () => Promise<AddressHasher>
  clock: Clock
  learners: LearnerStore
  repairs: RepairStore
}

const rowsOf = ({ learner, rows }: LearnerRecord): { ref: RowRef; version: number }[] => [
  { ref: { learnerId: learner.id }, version: rows.profile.version },
  ...Object.entries(rows.enrolments).map(([journeyId, { version }]) => ({
    ref: { learnerId: learner.id, journeyId },
    version,
  })),
]

/** @returns false if somebody else wrote meanwhile. */
async function raise({ repairs }: GapRepairDeps, record: LearnerRecord, to: number): Promise<boolean> {
  const low = rowsOf(record).filter(({ version }) => version < to)
  const raised = await Promise.all(low.map(({ ref, version }) => repairs.raiseVersion(ref, version, to)))
  return raised.every(Boolean)
}

/**
 * Adds to the change: people erased in the gap are excluded from imports, and what people who left or were erased had
 * written is cleared up.
 */
async function changeOf(
  { addresses, clock }: GapRepairDeps,
  { details, learner }: LearnerRecord,
  { learner: after, events }: GapRepair,
): Promise<Change> {
  const also = events.some(isLeaving) ? [clearingWrite(after.id, clock.now(), groupsOf(learner))] : []
  if (after.status !== 'erased') return { after, events, also }
  return { after, events, also, suppress: suppressionOf(await addresses(), details) }
}

const attempts = 10

/**
 * Takes one person through the gap: stores the events that the table lacks, and raises the versions of their rows.
 * Idempotent.
 * @returns the effect; undefined if the person does not exist.
 * @throws after ten lost races in a row.
 */
export async function repairGap(
  deps: GapRepairDeps,
  setting: RestoreSetting,
  learnerId: LearnerId,
  published: readonly OutgoingEvent[],
): Promise<GapRepair | undefined> {
  const to = versionAfter(setting.gap.until)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await deps.learners.find(learnerId)
    if (!before) return undefined
    if (!(await raise(deps, before, to))) continue
    const record = await deps.learners.find(learnerId)
    if (!record) return undefined
    const repair = computeGapRepair(setting, record, published)
    const { events, learner: after } = repair
    const saved =
      events.length === 0 ? record : await deps.learners.save(record, await changeOf(deps, record, repair))
    // A journey that began in the gap has a new row, whose version has to be raised too.
    if (saved && (after.status === 'erased' || (await raise(deps, saved, to)))) return repair
  }
  throw new Error(`Learner ${learnerId} was written to ${attempts} times in a row. Run this again.`)
}
