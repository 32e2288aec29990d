import type { EmailTemplate } from '../../contracts/published-journey.ts'
import { isMeeting, isOffered } from '../../domain/circles/joining.ts'
import { roundAt } from '../../domain/circles/round.ts'
import type { Placeholder } from '../../domain/email-kind.ts'
import type { Journey, Module } from '../../domain/journey.ts'
import type { Snapshot } from '../../domain/mirror-snapshot.ts'
import { findModule } from '../../domain/progress.ts'
import type { Shelf } from '../../domain/reflections/shelf.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { logUnreadable } from '../log-unreadable.ts'
import { voicesFor } from '../reflections/shown-voices.ts'
import type { DeliveryDeps } from './deps.ts'

/** Voices about the module that the reader did last; the same as on its page. */
export interface VoicesOfModule {
  module: Module
  voices: Shelf
}

/** What an email shows of other learners. */
export interface FromOthers {
  /** The answers to the journey's questions as of the last closing. */
  snapshot?: Snapshot | undefined
  heard?: VoicesOfModule | undefined
  /** The reader is offered to join a round. */
  offersRound?: boolean
}

async function voicesOfLast(
  deps: DeliveryDeps,
  { learner }: LearnerRecord,
  journey: Journey,
): Promise<VoicesOfModule | undefined> {
  const last = learner.enrolments[journey.id]?.done.at(-1)
  const module = last === undefined ? undefined : findModule(journey, last)
  if (!module) return undefined
  const voices = await voicesFor(deps, learner, { journeyId: journey.id, moduleId: module.id })
  return voices.length > 0 ? { module, voices } : undefined
}

async function isOfferedRound(
  { circleLibrary, clock, groups, log }: DeliveryDeps,
  { learner }: LearnerRecord,
  journey: Journey,
): Promise<boolean> {
  const enrolment = learner.enrolments[journey.id]
  const open = roundAt(clock.now(), journey.zone)
  if (!enrolment || !isOffered(enrolment) || isMeeting(enrolment, open)) return false
  if (!(await circleLibrary.isOn(journey.id))) return false
  const { waitsForGroup } = await import('../circles/waits-for-group.ts')
  const reads = { rounds: groups.rounds, onUnreadable: logUnreadable(log) }
  return !(await waitsForGroup(reads, enrolment, learner.id, open))
}

const asksFor = ({ placeholders }: EmailTemplate, names: readonly Placeholder[]): boolean =>
  placeholders.some(name => names.includes(name))

/**
 * What an email shows of other learners, looked up after its claim from cached data. A withdrawn voice is in no email
 * claimed after the withdrawal is noticed. An email goes out without this rather than not at all.
 */
export async function fromOthers(
  deps: DeliveryDeps,
  record: LearnerRecord,
  journey: Journey,
  template: EmailTemplate,
): Promise<FromOthers> {
  try {
    return {
      ...(asksFor(template, ['mirrorHtml', 'guessesHtml']) && {
        snapshot: await deps.library.snapshot(journey.id),
      }),
      ...(asksFor(template, ['voicesHtml']) && { heard: await voicesOfLast(deps, record, journey) }),
      ...(asksFor(template, ['roundHtml']) && { offersRound: await isOfferedRound(deps, record, journey) }),
    }
  } catch (error) {
    const about = { journeyId: journey.id, reason: String(error) }
    deps.log.warn('An email goes out without what it tells of others', about)
    return {}
  }
}
