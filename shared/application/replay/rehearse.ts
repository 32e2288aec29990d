import type { DomainEvent } from '../../domain/domain-event.ts'
import { type Email, journeyOf } from '../../domain/email.ts'
import { accountEmails } from '../../store/due.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { ExpectedChange } from '../../store/replays.ts'
import { RehearsedPerson, type ReplaySetting } from './rehearsed-person.ts'
import { type ReplayOutcome, replayOutcomeOf } from './replay-outcome.ts'
import { isSelected, reactingRules, type Selection } from './selection.ts'
import { readStoredEvents, type StoredEvent } from './stored-events.ts'

/** The effect of a replay on one person. */
export interface Rehearsed {
  /** The person, and the state of their rows before the replay. */
  before: ExpectedChange
  answers: { event: StoredEvent; answer: ReplayOutcome }[]
  /** The events that would be stored, and the emails that would go out. */
  established: readonly DomainEvent[]
  emails: readonly Email[]
  /** Events that are stored without all fields and cannot be published again. */
  unclear: number
}

function asBefore({ learner, rows }: LearnerRecord): ExpectedChange {
  const { id: learnerId, enrolments } = learner
  const versions = Object.entries(rows.enrolments).map(([id, { version }]) => [id, version])
  const claimed = Object.values(enrolments).filter(enrolment => enrolment.claim)
  return {
    learnerId,
    versions: { [accountEmails]: rows.profile.version, ...Object.fromEntries(versions) },
    underWay: claimed.map(({ journeyId }) => journeyId),
  }
}

/** Whether an email of this rehearsal is the one that an event asked for. */
const isAbout = (email: Email, { row }: StoredEvent): boolean => (journeyOf(email) ?? accountEmails) === row

/**
 * Computes what a replay of the selected events would do now for one person, event by event.
 * @returns undefined if one of their histories cannot be read.
 */
export async function rehearse(
  setting: ReplaySetting,
  record: LearnerRecord,
  selection: Selection,
): Promise<Rehearsed | undefined> {
  const stored = readStoredEvents(record)
  if (!stored) return undefined
  const { events, unclear, histories } = stored
  const person = await RehearsedPerson.of(setting, record.learner)
  const answerTo = (event: StoredEvent): ReplayOutcome => {
    const rules = reactingRules(selection, event)
    if (rules.length === 0) return { is: 'nobody' }
    if (person.publish(event, rules)) return { is: 'changes' }
    if (person.emails.some(email => isAbout(email, event))) return { is: 'done' }
    return replayOutcomeOf({ learner: person.learner, histories }, event, setting.at)
  }
  const selected = events.filter(one => isSelected(selection, one))
  const answers = selected.map(event => ({ event, answer: answerTo(event) }))
  const { established, emails } = person
  return { before: asBefore(record), answers, established, emails, unclear }
}
