import { type HistoryEntry, parseHistory } from '../../shared/store/history.ts'
import type { LearnerRecord } from '../../shared/store/learners.ts'
import type { Answer } from '../runtime/http/answer.ts'

const entries = (history: string) => parseHistory(history).map(entry)
const entry = ({ type, at, about }: HistoryEntry) => ({
  what: type,
  at: new Date(at).toISOString(),
  ...(about && { about }),
})

/** Everything that is held about a person, as they get it to take away (UK GDPR, articles 15 and 20). */
export function everythingAbout({ learner, details, rows }: LearnerRecord): unknown {
  const { enrolments, letters: _onTheirWay, claim: _sending, ...person } = learner
  return {
    ...details,
    ...person,
    consent: { ...person.consent, at: new Date(person.consent.at).toISOString() },
    history: entries(rows.profile.history),
    journeys: Object.values(enrolments).map(({ claim: _sendingToo, ...enrolment }) => ({
      ...enrolment,
      history: entries(rows.enrolments[enrolment.journeyId]?.history ?? ''),
    })),
  }
}

/** The same as a file. */
export const download = (record: LearnerRecord): Answer => ({
  status: 200,
  file: {
    type: 'application/json; charset=utf-8',
    content: JSON.stringify(everythingAbout(record), null, 2),
  },
  headers: { 'Content-Disposition': 'attachment; filename="shiftworks-my-data.json"' },
})
