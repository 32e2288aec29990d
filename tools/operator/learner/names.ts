import type { ModuleId } from '../../../shared/domain/ids.ts'
import { zoneWithoutJourney } from '../../../shared/domain/time-zone.ts'
import type { Head } from '../../../shared/store/journeys.ts'

/** How journeys and modules are called in words. */
export interface Names {
  journey(id: string): string
  /** With its title, where the current version has it. */
  module(journeyId: string | undefined, id: ModuleId): string
  zone: string
}

/** @param zone used where nothing else gives one. */
export function namesOf(heads: readonly Head[], zone = heads[0]?.journey.zone ?? zoneWithoutJourney): Names {
  const journeys = new Map(heads.map(({ journey }) => [journey.id, journey]))
  return {
    zone,
    journey: id => journeys.get(id)?.title ?? id,
    module: (journeyId, id) => {
      const module = journeys.get(journeyId ?? '')?.modules.find(one => one.id === id)
      return module ? `“${module.title}” (${id})` : `“${id}”`
    },
  }
}
