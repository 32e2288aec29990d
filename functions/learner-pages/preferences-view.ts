import type { JourneyId } from '../../shared/domain/ids.ts'
import {
  type Enrolment,
  enrolmentDueAt,
  isAtRest,
  type Learner,
  mainJourneyOf,
} from '../../shared/domain/learner.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import { isFor } from '../../shared/domain/progress.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'
import { zoneWithoutJourney } from '../../shared/domain/time-zone.ts'
import type { JourneyLine } from '../../shared/pages/preferences-journeys.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerReads } from './behind-link.ts'
import { nextEmail } from './next-email.ts'

/** Every journey that somebody follows, follows no more because it is done, or is about to start. */
export async function journeyLines(reads: LearnerReads, { learner }: LearnerRecord): Promise<JourneyLine[]> {
  const { epoch, joining, enrolments } = learner
  const followed = Object.values(enrolments).filter(one => one.epoch === epoch && one.phase.is !== 'left')
  const starting = joining
    .map(({ journeyId }) => journeyId)
    .filter(id => !followed.some(one => one.journeyId === id))
  const lines = await Promise.all([
    ...followed.map(enrolment => line(reads, learner, enrolment.journeyId, enrolment)),
    ...starting.map(id => line(reads, learner, id)),
  ])
  return lines.filter(one => one !== undefined)
}

async function line(
  { clock, library }: LearnerReads,
  learner: Learner,
  id: JourneyId,
  enrolment?: Enrolment,
): Promise<JourneyLine | undefined> {
  const journey = (await library.head(id))?.journey
  if (!journey) return undefined
  const modules = journey.modules.filter(module => isFor(module, learner))
  const waits = enrolment?.phase.is === 'waiting' ? enrolmentDueAt(learner, enrolment) : undefined
  const next = nextEmail(waits, clock.now(), journey.zone)
  return {
    id,
    title: journey.title,
    state: stateOf(enrolment),
    done: modules.filter(module => enrolment?.done.includes(module.id)).length,
    of: modules.length,
    ...(next && { next }),
  }
}

function stateOf(enrolment: Enrolment | undefined): JourneyLine['state'] {
  if (!enrolment) return 'starting'
  if (enrolment.phase.is === 'completed') return 'completed'
  return isAtRest(enrolment) ? 'paused' : 'running'
}

/** Today, where the learner's journey is: what a break is measured against. */
export async function todayOf({ clock, library }: LearnerReads, { learner }: LearnerRecord): Promise<string> {
  const id = mainJourneyOf(learner)
  const head = id === undefined ? undefined : await library.head(id)
  return calendarDay(clock.now(), head?.journey.zone ?? zoneWithoutJourney)
}

/** Without a break that is over: the form shows only what still counts. */
export function stillCounting({ breakUntil, ...rest }: Preferences, today: string): Preferences {
  return breakUntil && breakUntil > today ? { ...rest, breakUntil } : rest
}
