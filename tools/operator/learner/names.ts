import type { TitleAsSent } from '../../../shared/application/titles-as-sent.ts'
import type { ModuleId } from '../../../shared/domain/ids.ts'
import { zoneWithoutJourney } from '../../../shared/domain/time-zone.ts'
import type { Head } from '../../../shared/store/journeys.ts'

/** The names of journeys and modules in texts. */
export interface Names {
  journey(id: string): string
  /** With its title, if the current version has it. */
  module(journeyId: string | undefined, id: ModuleId): string
  /** With the title of the version that was sent, and the current title if it differs. */
  moduleSent(journeyId: string | undefined, id: ModuleId, version: number | undefined): string
  zone: string
}

/**
 * @param zone the default if nothing else names a zone
 * @param sent the titles of modules when they were sent; absent if not needed
 */
export function namesOf(
  heads: readonly Head[],
  zone = heads[0]?.journey.zone ?? zoneWithoutJourney,
  sent: TitleAsSent = () => undefined,
): Names {
  const journeys = new Map(heads.map(({ journey }) => [journey.id, journey]))
  const titleNow = (journeyId = '', id: ModuleId) =>
    journeys.get(journeyId)?.modules.find(one => one.id === id)?.title
  const named = (title: string | undefined, id: ModuleId) =>
    title === undefined ? `“${id}”` : `“${title}” (${id})`
  return {
    zone,
    journey: id => journeys.get(id)?.title ?? id,
    module: (journeyId, id) => named(titleNow(journeyId, id), id),
    moduleSent(journeyId = '', id, version) {
      const now = titleNow(journeyId, id)
      if (version === undefined) return named(now, id)
      const then = sent(journeyId, version, id)
      const since = then === undefined || then === now ? '' : calledNow(now)
      return `${named(then ?? now, id)}, version ${version}${since}`
    },
  }
}

const calledNow = (now: string | undefined): string =>
  now === undefined ? ' (the journey has it no more)' : ` (called “${now}” now)`
