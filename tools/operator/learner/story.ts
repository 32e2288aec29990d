import { journeysOf } from '../../../shared/application/execute-command.ts'
import { titlesAsSent } from '../../../shared/application/titles-as-sent.ts'
import type { Enrolment } from '../../../shared/domain/enrolment.ts'
import { type Learner, mainJourneyOf } from '../../../shared/domain/learner.ts'
import { isGivenUp } from '../../../shared/domain/outbox.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import { personPartition } from '../../../shared/store/keys.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { timeIn } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { type Happening, happening } from './happened.ts'
import { type Names, namesOf } from './names.ts'
import { type Next, nextIn, type Present, whyNothing } from './next.ts'
import { nextOfSignUp } from './next-of-sign-up.ts'
import { roundsOf } from './rounds.ts'
import { likesWords } from './why.ts'

/** A person's state in one journey. */
export interface JourneyStory {
  journeyId: string
  title: string
  /** Where they are in the journey. */
  where: string
  done: number
  next: Next
}

/** Everything to tell about a person. */
export interface Story {
  id: string
  email: string
  firstName?: string | undefined
  status: string
  /** The zone of all times. */
  zone: string
  consent: string
  /** Their preferred times for emails. */
  likes: string
  journeys: readonly JourneyStory[]
  /** The next account emails, and journeys that have not begun. */
  next: readonly Next[]
  history: readonly Happening[]
}

const statuses = {
  pending: 'Asked to sign up, and has not confirmed.',
  active: 'Takes part.',
  left: 'Has left.',
  erased: 'Was erased.',
} as const

const reminded = (times: number): string =>
  times === 0 ? 'not reminded yet' : times === 1 ? 'reminded once' : `reminded ${times} times`

function where(enrolment: Enrolment, names: Names): string {
  const { phase, pausedBy, journeyId, emailed } = enrolment
  const paused = pausedBy ? 'Paused. ' : isGivenUp(enrolment) ? 'Refused by SES. ' : ''
  switch (phase.is) {
    case 'reading':
      return `${paused}Has ${names.module(journeyId, phase.moduleId)} to do, ${phase.again ? 'which comes once more' : reminded(phase.reminders)}.`
    case 'waiting': {
      const last = emailed.at(-1)
      const after =
        last === undefined ? 'the first module' : `the module after ${names.module(journeyId, last)}`
      return `${paused}Waits for ${after}.`
    }
    case 'completed':
      return 'Finished.'
    case 'left':
      return 'Left.'
  }
}

function journeyStory(record: LearnerRecord, enrolment: Enrolment, present: Present): JourneyStory {
  const { journeyId, done } = enrolment
  const { names } = present
  return {
    journeyId,
    title: names.journey(journeyId),
    where: where(enrolment, names),
    done: done.length,
    next: nextIn(record, enrolment, present),
  }
}

/** All events of the person and of each journey. */
function historyOf({ rows }: LearnerRecord, names: Names): Happening[] {
  const own = parseHistory(rows.profile.history).map(entry => happening(entry, names))
  const journeys = Object.entries(rows.enrolments).flatMap(([id, { history }]) =>
    parseHistory(history).map(entry => happening(entry, names, id)),
  )
  return [...own, ...journeys]
}

function consentWords(
  { wording, mechanism, given, at }: Learner['consent'],
  when: (at: number) => string,
): string {
  if (at === 0) return 'none yet, since no sign-up is confirmed'
  if (given) return `wording ${wording}, ${given.how}, ${when(given.at)}; imported ${when(at)}`
  return `wording ${wording}, by ${mechanism}, ${when(at)}`
}

/** The first consent, and then that for each journey joined later. */
const consentsOf = ({ consent, joined }: Learner, names: Names): string =>
  [
    consentWords(consent, timeIn(names.zone)),
    ...joined.map(
      ({ journeyId, consent: given }) =>
        `for ${names.journey(journeyId)}: ${given ? consentWords(given, timeIn(names.zone)) : 'lost with the table, by a button that was pressed'}`,
    ),
  ].join('; ')

/** A person's story: what happened, their state, and what the engine would do next. It changes nothing. */
export async function tellStory(deps: OperatorDeps, record: LearnerRecord): Promise<Story> {
  const { learner, details } = record
  const ids = journeysOf(learner)
  const heads = await deps.library.list()
  const [holds, journeys, rows, sent, rounds] = await Promise.all([
    deps.holds.all(),
    deps.library.journeys(ids),
    deps.table.query(personPartition(learner.id)),
    titlesAsSent(deps.library, record),
    roundsOf(
      deps,
      record,
      heads.map(({ journey }) => journey),
    ),
  ])
  const zone = heads.find(({ journey }) => ids.includes(journey.id))?.journey.zone
  // A history also names journeys that somebody only requested.
  const names = namesOf(heads, zone, sent)
  const quarantined = new Map(
    rows.flatMap(({ sk, quarantined: reason }) => (typeof reason === 'string' ? [[sk, reason]] : [])),
  )
  const present: Present = { now: deps.clock.now(), journeys, holds, names, quarantined }
  const why = whyNothing(learner)
  const own = mainJourneyOf(learner)
  return {
    id: learner.id,
    email: details.email,
    firstName: details.firstName,
    status: [statuses[learner.status], ...(why ? [why] : [])].join(' '),
    zone: names.zone,
    consent: consentsOf(learner, names),
    likes: likesWords(learner.preferences, present.now, own === undefined ? undefined : journeys[own]),
    journeys: Object.values(learner.enrolments).map(one => journeyStory(record, one, present)),
    next: nextOfSignUp(learner, present),
    history: [...historyOf(record, names), ...rounds].sort((a, b) => a.at - b.at),
  }
}
