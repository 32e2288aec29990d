import type { Learner } from '../domain/learner.ts'
import { parseHistory, saidIn } from '../store/history.ts'
import type { HistoryEntry } from '../store/history-entry.ts'
import type { LearnerRecord } from '../store/learner-record.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Fields that hold a moment, or several. */
const moments = [
  'at',
  'askedAt',
  'since',
  'dueAt',
  'until',
  'mailedAt',
  'lastEmailAt',
  'linksAsked',
  'linksAskedFrom',
]

/** The same with moments as times, so that a person can read them and a program still can. */
function withTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return moments.includes(name) ? iso(value) : value
  if (Array.isArray(value)) return value.map(one => withTimes(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, withTimes(one, field)]))
}

function entryOf(entry: HistoryEntry) {
  const { type, at, times, since = at } = entry
  return { what: type, at: iso(at), ...saidIn(entry), ...(times && { times, since: iso(since) }) }
}
const entries = (history: string) => parseHistory(history).map(entryOf)

function consentOf(consent: Learner['consent']) {
  const { given } = consent
  return { ...consent, at: iso(consent.at), ...(given && { given: { ...given, at: iso(given.at) } }) }
}

/** Everything that is held about a person, as they get it to take away (UK GDPR, articles 15 and 20): times as times, in UTC. */
export function everythingAbout(record: LearnerRecord) {
  const { learner, details, rows } = record
  const { enrolments, accountEmails: _onTheirWay, claim: _sending, ...person } = learner
  return {
    ...details,
    ...(withTimes(person) as object),
    consent: consentOf(learner.consent),
    joined: learner.joined.map(({ consent, ...one }) => ({
      ...one,
      ...(consent && { consent: consentOf(consent) }),
    })),
    history: entries(rows.profile.history),
    journeys: Object.values(enrolments).map(({ claim: _sendingToo, ...enrolment }) => ({
      ...(withTimes(enrolment) as object),
      history: entries(rows.enrolments[enrolment.journeyId]?.history ?? ''),
    })),
  }
}
