import type { Journey, Module } from '../../domain/journey.ts'
import { findModule } from '../../domain/progress.ts'
import type { Shelf } from '../../domain/reflections/shelf.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { voicesFor } from '../reflections/shown-voices.ts'
import type { DeliveryDeps } from './deps.ts'

/** Voices about the module that an email's reader did last, as its page shows them. */
export interface VoicesOfModule {
  module: Module
  voices: Shelf
}

/** Looks them up. @returns undefined where nobody is to be heard. */
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

/**
 * What others shared, for an email whose claim is stored: asked for after it, so that what is taken back is in no email
 * claimed later than that is noticed. An email goes out without it rather than not at all.
 */
export async function voicesForEmail(
  deps: DeliveryDeps,
  record: LearnerRecord,
  journey: Journey,
): Promise<VoicesOfModule | undefined> {
  try {
    return await voicesOfLast(deps, record, journey)
  } catch (error) {
    deps.log.warn('An email goes out without voices', { journeyId: journey.id, reason: String(error) })
    return undefined
  }
}
