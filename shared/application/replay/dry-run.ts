import type { Clock } from '../../adapters/clock.ts'
import type { EventType, PublishedType } from '../../domain/domain-event.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { Somebody } from '../../store/everybody.ts'
import type { EvidenceStore } from '../../store/evidence.ts'
import type { HoldStore } from '../../store/holds.ts'
import type { ExpectedChange } from '../../store/replays.ts'
import { evidenceReader, isProvenAbsent } from '../delivery/evidence.ts'
import type { JourneyLibrary } from '../journey-library.ts'
import { type Rehearsed, rehearse } from './rehearse.ts'
import type { ReplaySetting } from './rehearsed-person.ts'
import type { ReplayOutcome, Why } from './replay-outcome.ts'
import type { Selection } from './selection.ts'

/** Dependencies of a dry run. */
export interface DryRunDeps {
  clock: Pick<Clock, 'now'>
  library: JourneyLibrary
  holds: Pick<HoldStore, 'all'>
  evidence: Pick<EvidenceStore, 'ofStretch' | 'lost'>
}

/** An event that would have no effect because its time has passed. */
export interface PassedEvent {
  id: string
  type: PublishedType
  at: string
  why: Why
}

/** The numbers of what a replay would do. */
export interface DryRun {
  people: number
  events: number
  eventsByType: Partial<Record<PublishedType, number>>
  /** The events by their effect; the sum is all of them. */
  answers: Record<ReplayOutcome['is'], number>
  /** The people who would change, the events that would be stored, and the emails that would go out at once. */
  changed: { people: number; events: Partial<Record<EventType, number>>; emails: number }
  /** Events without effect because their time has passed; at most 1,000 are listed. */
  passed: PassedEvent[]
  /** Events that older versions stored without all fields, and people whose rows cannot be read. They are left out. */
  unclear: number
  unreadable: LearnerId[]
}

const maxListed = 1000

/** An empty dry run. */
const noDryRun = (): DryRun => ({
  people: 0,
  events: 0,
  eventsByType: {},
  answers: { changes: 0, done: 0, passed: 0, waits: 0, nobody: 0 },
  changed: { people: 0, events: {}, emails: 0 },
  passed: [],
  unclear: 0,
  unreadable: [],
})

const countIn = <K extends string>(counts: Partial<Record<K, number>>, key: K): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

function count(run: DryRun, { answers, established, emails, unclear }: Rehearsed): void {
  run.unclear += unclear
  run.people += answers.length > 0 ? 1 : 0
  run.events += answers.length
  for (const { event, answer } of answers) {
    countIn(run.eventsByType, event.type)
    countIn(run.answers, answer.is)
    const { id, at } = event.detail
    if (answer.is === 'passed' && run.passed.length < maxListed)
      run.passed.push({ id, type: event.type, at, why: answer.why })
  }
  run.changed.people += isChanged({ established, emails }) ? 1 : 0
  run.changed.emails += emails.length
  for (const { type } of established) countIn(run.changed.events, type)
}

const isChanged = ({ established, emails }: Pick<Rehearsed, 'established' | 'emails'>): boolean =>
  established.length + emails.length > 0

/** The state that a replay of everybody starts from. */
async function setStage({ clock, library, holds, evidence }: DryRunDeps): Promise<ReplaySetting> {
  const heads = await library.list()
  const around = evidenceReader(evidence)
  const at = clock.now()
  return {
    at,
    journeys: Object.fromEntries(heads.map(({ journey }) => [journey.id, journey])),
    holds: await holds.all(),
    isAbsent: claim => isProvenAbsent(around, claim, at),
  }
}

/**
 * Computes what a replay would do, from the stored state and with the engine itself. Nothing is written.
 * @param people everybody, or one person.
 * @param expect called for each person who would change.
 */
export async function dryRun(
  deps: DryRunDeps,
  people: AsyncIterable<Somebody> | Iterable<Somebody>,
  selection: Selection,
  expect: (person: ExpectedChange) => void = () => {},
): Promise<DryRun> {
  const setting = await setStage(deps)
  const run = noDryRun()
  for await (const { learnerId, found } of people) {
    if (!found) continue
    const rehearsed = found.is === 'readable' && (await rehearse(setting, found.record, selection))
    if (!rehearsed) {
      run.unreadable.push(learnerId)
      continue
    }
    count(run, rehearsed)
    if (isChanged(rehearsed)) expect(rehearsed.before)
  }
  return run
}
