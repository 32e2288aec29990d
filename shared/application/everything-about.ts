import type { Journeys } from '../domain/decision.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { JourneyId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import type { Bars } from '../domain/reflections/bars.ts'
import type { Reflection } from '../domain/reflections/reflection.ts'
import { parseHistory, saidIn } from '../store/history.ts'
import type { HistoryEntry } from '../store/history-entry.ts'
import type { LearnerRecord } from '../store/learner-record.ts'
import type { HeldInCircles } from './circles/held-in-circles.ts'
import { repliesInWords } from './replies-in-words.ts'
import { type TitleAsSent, versionSent } from './titles-as-sent.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Fields that contain one or several moments. */
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
  'reportedAt',
  'joinedAt',
]

/** Replaces moments by ISO times, which both people and programs can read. */
function withTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return moments.includes(name) ? iso(value) : value
  if (Array.isArray(value)) return value.map(one => withTimes(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, withTimes(one, field)]))
}

function entryOf(entry: HistoryEntry, titleThen?: string) {
  const { type, at, times, since = at } = entry
  return {
    what: type,
    at: iso(at),
    ...saidIn(entry),
    ...(titleThen !== undefined && { titleThen }),
    ...(times && { times, since: iso(since) }),
  }
}

/** The entries of a journey's history, with the title that each module had when it was sent. */
function entriesOf(journeyId: JourneyId, history: string, titles: TitleAsSent) {
  return parseHistory(history).map(entry => {
    const version = versionSent(entry)
    const isAboutModule = version !== undefined && 'moduleId' in entry
    return entryOf(entry, isAboutModule ? titles(journeyId, version, entry.moduleId) : undefined)
  })
}

function consentOf(consent: Learner['consent']) {
  const { given } = consent
  return { ...consent, at: iso(consent.at), ...(given && { given: { ...given, at: iso(given.at) } }) }
}

const asTimes = (since: Bars) =>
  Object.fromEntries(Object.entries(since).map(([from, at]) => [from, iso(at)]))

/** A text, and the state of its excerpt. */
const writtenOf = ({ learnerId: _, epoch: __, pressedAt, ...reflection }: Reflection) => ({
  ...(withTimes(reflection) as object),
  lastPressedAt: iso(pressedAt),
})

/** Data that is not in the learner's own rows. */
export interface Beside {
  /** Texts that they wrote for themselves alone; absent for operators, who cannot read them by any command. */
  reflections?: readonly Reflection[]
  /** The number of texts and the like that are missing because they cannot be read. */
  notRead?: number
  /** Privileges lost by abuse, and since when. */
  barred?: Bars
  /** What they showed, answered and chose in circles. */
  circles?: HeldInCircles
  /** Their journeys, whose texts put their answers into words. */
  journeys?: Journeys
  /** The titles of modules at the time when they were sent. */
  titles?: TitleAsSent
}

function journeyOf(
  { claim: _sending, replies, ...enrolment }: Enrolment,
  { rows }: LearnerRecord,
  { journeys = {}, titles = () => undefined }: Beside,
) {
  return {
    ...(withTimes(enrolment) as object),
    ...(replies && { answers: repliesInWords(replies, journeys[enrolment.journeyId]) }),
    history: entriesOf(enrolment.journeyId, rows.enrolments[enrolment.journeyId]?.history ?? '', titles),
  }
}

/** All data held about a person, as they may export it (UK GDPR, articles 15 and 20). Moments are ISO times in UTC. */
export function everythingAbout(record: LearnerRecord, beside: Beside = {}) {
  const { reflections, notRead = 0, barred, circles } = beside
  const { learner, details, rows } = record
  const { enrolments, accountEmails: _onTheirWay, claim: _sending, ...person } = learner
  return {
    ...(notRead > 0 && { notRead }),
    ...details,
    ...(withTimes(person) as object),
    consent: consentOf(learner.consent),
    joined: learner.joined.map(({ consent, ...one }) => ({
      ...one,
      ...(consent && { consent: consentOf(consent) }),
    })),
    history: parseHistory(rows.profile.history).map(entry => entryOf(entry)),
    ...(reflections && { written: reflections.map(writtenOf) }),
    ...(barred && { barredFrom: asTimes(barred) }),
    ...(circles && { circles: withTimes(circles) }),
    journeys: Object.values(enrolments).map(enrolment => journeyOf(enrolment, record, beside)),
  }
}
