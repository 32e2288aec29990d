import type { CommandOf } from '../commands.ts'
import { type Decision, type Journeys, nothing } from '../decision.ts'
import { currentModule, type Enrolment, isOver } from '../enrolment.ts'
import { without } from '../evolve/fields.ts'
import { sectorNamed } from '../evolve/learner.ts'
import type { Instant, ModuleId } from '../ids.ts'
import type { Journey } from '../journey.ts'
import type { Learner } from '../learner.ts'
import { isFor, nextModule, placeIn } from '../progress.ts'
import { addWait, isAtOnce, nextPreferredTime } from '../schedule.ts'
import type { Sector } from '../sectors.ts'

type Corrected = Decision<'done' | 'done-before' | 'not-a-learner'>

/** Modules that were skipped because the learner's sector was another or unknown, and that are meant for them now. */
function passedOver(before: Learner, named: Learner, enrolment: Enrolment, journey: Journey): ModuleId[] {
  const { emailed, done } = enrolment
  const onItsWay = currentModule(enrolment)
  const place = placeIn(journey, onItsWay ? { ...enrolment, emailed: [...emailed, onItsWay] } : enrolment)
  return journey.modules
    .slice(0, place + 1)
    .filter(module => isFor(module, named) && !isFor(module, before))
    .map(({ id }) => id)
    .filter(id => !emailed.includes(id) && !done.includes(id))
}

/**
 * When to look again at an enrolment if another module comes next than before.
 * @returns undefined if the plan stays as it is.
 */
function dueAnew(
  before: Learner,
  named: Learner,
  enrolment: Enrolment,
  offered: readonly ModuleId[],
  at: Instant,
  journey: Journey,
): Instant | undefined {
  const { phase, claim } = enrolment
  if (phase.is !== 'waiting' || claim) return undefined
  const next = nextModule(journey, named, { ...enrolment, offered })
  if (next?.id === nextModule(journey, before, enrolment)?.id) return undefined
  if (!next) return nextPreferredTime(at, journey, named.preferences)
  if (isAtOnce(next.after)) return at
  const earliest = addWait(phase.since, next.after, journey, named.preferences)
  return nextPreferredTime(Math.max(at, earliest), journey, named.preferences)
}

/**
 * Names or corrects the sector. In each journey that is not over, the modules for the new sector that were skipped
 * are offered, in the journey's order and before all others.
 */
export function nameSector(
  learner: Learner,
  { at, sector, mailedAt }: CommandOf<'NameSector'>,
  journeys: Journeys,
): Corrected {
  if (learner.status !== 'active') return nothing('not-a-learner')
  if (sector === learner.sector) return nothing('done-before')
  const named: Learner = { ...without(learner, 'sector'), ...(sector && { sector }) }
  const offered: Record<string, ModuleId[]> = {}
  const dueAt: Record<string, Instant> = {}
  for (const enrolment of Object.values(learner.enrolments)) {
    const { journeyId } = enrolment
    const journey = journeys[journeyId]
    if (!journey || isOver(enrolment)) continue
    const passed = passedOver(learner, named, enrolment, journey)
    if (passed.length > 0) offered[journeyId] = passed
    const due = dueAnew(learner, named, enrolment, [...(enrolment.offered ?? []), ...passed], at, journey)
    if (due !== undefined) dueAt[journeyId] = due
  }
  const by = { ...(sector && { sector }), ...(mailedAt !== undefined && { mailedAt }) }
  return { outcome: 'done', events: [{ type: 'SectorNamed', at, ...by, offered, dueAt }] }
}

/**
 * Names the sector in a form about something else, for a learner who had given none. It is not counted as a change of
 * its own.
 */
export function sectorIn(
  learner: Learner,
  { at, sector }: { at: Instant; sector?: Sector | undefined },
  journeys: Journeys,
) {
  if (!sector || learner.sector) return { named: learner, events: [] }
  const { events } = nameSector(learner, { type: 'NameSector', at, sector }, journeys)
  const [event] = events.filter(one => one.type === 'SectorNamed')
  return { named: event ? sectorNamed(learner, event) : learner, events }
}

/** Records that a name or role was corrected. The engine does not know the value. */
export function correctDetail(
  learner: Learner,
  { at, detail, mailedAt }: CommandOf<'CorrectDetail'>,
): Decision<'done' | 'not-a-learner'> {
  if (learner.status !== 'active') return nothing('not-a-learner')
  const by = mailedAt === undefined ? {} : { mailedAt }
  return { outcome: 'done', events: [{ type: 'DetailCorrected', at, detail, ...by }] }
}
