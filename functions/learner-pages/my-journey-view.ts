import { journeysOf } from '../../shared/application/execute-command.ts'
import { lastDeferral } from '../../shared/application/last-deferral.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import { groupsIn } from '../../shared/domain/circles/groups-of.ts'
import type { Journeys } from '../../shared/domain/decision.ts'
import { currentModule, type Enrolment, isAtRest } from '../../shared/domain/enrolment.ts'
import { expectedModule, sendingDays } from '../../shared/domain/expected.ts'
import type { Instant, JourneyId, ModuleId } from '../../shared/domain/ids.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import { mainJourneyOf } from '../../shared/domain/learner.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import { isFor } from '../../shared/domain/progress.ts'
import { calendarDay, isOnBreak } from '../../shared/domain/schedule.ts'
import { zoneWithoutJourney } from '../../shared/domain/time-zone.ts'
import type { Place } from '../../shared/pages/components/arc.ts'
import type { JourneyBlock, NextModule } from '../../shared/pages/my-journey-block.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerReads } from './behind-link.ts'
import { circleOffer } from './circles-offer.ts'
import { nextEmail } from './next-email.ts'

/** The data shared by all blocks of a page. */
interface Seen {
  reads: LearnerReads
  record: LearnerRecord
  journeys: Journeys
  /** The link by which the page was opened; links to modules are derived from it. */
  link: LinkOf<'preferences' | 'private'>
  now: Instant
}

/** Every journey that the learner follows, has completed, or is about to start. */
export async function journeyBlocks(
  reads: LearnerReads,
  record: LearnerRecord,
  link: Seen['link'],
): Promise<JourneyBlock[]> {
  const { epoch, joining, enrolments } = record.learner
  const journeys = await reads.library.journeys(journeysOf(record.learner))
  const followed = Object.values(enrolments).filter(one => one.epoch === epoch && one.phase.is !== 'left')
  const starting = joining
    .map(({ journeyId }) => journeyId)
    .filter(id => !followed.some(one => one.journeyId === id))
  const seen = { reads, record, journeys, link, now: reads.clock.now() }
  const blocks = await Promise.all([
    ...followed.map(enrolment => block(seen, enrolment.journeyId, enrolment)),
    ...starting.map(id => block(seen, id)),
  ])
  const shown = blocks.filter(one => one !== undefined)
  const goOn = shown.filter(({ state }) => state !== 'completed')
  return shown.map(one => ({ ...one, canBeLeft: goOn.length > 1 && goOn.includes(one) }))
}

async function block(seen: Seen, id: JourneyId, enrolment?: Enrolment): Promise<JourneyBlock | undefined> {
  const journey = seen.journeys[id]
  if (!journey) return undefined
  const { learner } = seen.record
  const here = enrolment && currentModule(enrolment)
  const had = enrolment ? await modulesHad(seen, journey, enrolment) : []
  const hereLink = had.find(one => one.id === here)
  const next = enrolment && nextModule(seen, journey, enrolment)
  const circles = await circleOffer(seen.reads, { link: seen.link, holder: seen.record }, id)
  const groups = enrolment && groupsIn(enrolment).length > 0 ? await groupsOf(seen, journey) : []
  return {
    id,
    title: journey.title,
    state: stateOf(enrolment),
    places: journey.modules
      .filter(module => isFor(module, learner))
      .map(module => placeOf(module.id, here, enrolment)),
    ...(hereLink && { here: hereLink }),
    ...(next && { next }),
    had,
    groups,
    ...breakOf(seen.now, journey, learner.preferences),
    ...(circles && { circles }),
    canBeLeft: false,
  }
}

/** The end of a current break. */
function breakOf(now: Instant, journey: Journey, preferences: Preferences): Pick<JourneyBlock, 'breakUntil'> {
  const { breakUntil: day } = preferences
  if (day === undefined || !isOnBreak(now, journey, preferences)) return {}
  const [year] = calendarDay(now, journey.zone).split('-')
  return { breakUntil: { day, isAnotherYear: !day.startsWith(`${year}-`) } }
}

/** Few learners are in a group, so the code for groups is loaded with the first one. */
const groupsOf = async ({ reads, link, record }: Seen, journey: Journey) =>
  (await import('./own-groups.ts')).ownGroups(reads, { link, holder: record }, journey)

function stateOf(enrolment: Enrolment | undefined): JourneyBlock['state'] {
  if (!enrolment) return 'starting'
  if (enrolment.phase.is === 'completed') return 'completed'
  return isAtRest(enrolment) ? 'paused' : 'running'
}

function placeOf(id: ModuleId, here: ModuleId | undefined, enrolment: Enrolment | undefined): Place {
  if (enrolment?.done.includes(id)) return 'done'
  if (id === here) return 'here'
  return enrolment?.emailed.includes(id) ? 'had' : 'ahead'
}

type Had = JourneyBlock['had'][number] & { id: ModuleId }

/**
 * Modules that were sent or done, in the journey's order. Modules that are no longer in it come first, if their texts
 * still exist.
 */
async function modulesHad(
  { reads, link }: Seen,
  journey: Journey,
  { emailed, done }: Enrolment,
): Promise<Had[]> {
  const known = journey.modules.map(({ id }) => id)
  const ids = [...new Set([...emailed, ...done])].sort((a, b) => known.indexOf(a) - known.indexOf(b))
  const { learnerId, epoch, addressVersion } = link
  const mailedAt = 'mailedAt' in link ? link.mailedAt : undefined
  const who = {
    learnerId,
    epoch,
    ...(addressVersion !== undefined && { addressVersion }),
    ...(mailedAt !== undefined && { mailedAt }),
  }
  const had = ids.map(async id => {
    const title =
      journey.modules.find(module => module.id === id)?.title ??
      (await reads.library.page(journey.id, id))?.title
    const token = reads.links.token({ purpose: 'module', ...who, journeyId: journey.id, moduleId: id })
    const url = `/modules/${journey.id}/${id}?t=${token}`
    return title === undefined ? undefined : { id, title, url, isDone: done.includes(id) }
  })
  return (await Promise.all(had)).filter(one => one !== undefined)
}

/** The next module, when it comes and why then, computed by the engine. */
function nextModule(
  { record, journeys, now }: Seen,
  journey: Journey,
  enrolment: Enrolment,
): NextModule | undefined {
  const lately = lastDeferral(record, journey.id)
  const expected = expectedModule(record.learner, enrolment, journeys, now, lately)
  const title = journey.modules.find(({ id }) => id === expected?.moduleId)?.title
  if (!expected || title === undefined) return undefined
  const { isAgain, at, why } = expected
  const when =
    enrolment.claim?.email.kind === 'module' ? 'on-its-way' : (nextEmail(at, now, journey.zone) ?? 'soon')
  const canBeAsked =
    typeof when !== 'string' && why.is !== 'asked' && !isOnBreak(now, journey, record.learner.preferences)
  const sendsOn = sendingDays(journey, record.learner)
  return { title, isAgain, when, why, canBeAsked, ...(sendsOn && { sendsOn }) }
}

/** The time zone of the learner's journey. */
export async function zoneOf(
  { library }: Pick<LearnerReads, 'library'>,
  { learner }: LearnerRecord,
): Promise<string> {
  const id = mainJourneyOf(learner)
  const head = id === undefined ? undefined : await library.head(id)
  return head?.journey.zone ?? zoneWithoutJourney
}

/** Today, in the zone of the learner's journey. */
export const todayOf = async (reads: LearnerReads, record: LearnerRecord): Promise<string> =>
  calendarDay(reads.clock.now(), await zoneOf(reads, record))
