import { resolve } from 'node:path'
import { compileJourney } from '../../shared/content/compile.ts'
import type { PublishedJourney } from '../../shared/contracts/published-journey.ts'
import { faultlessJourney } from '../journeys/check.ts'

const journeys = resolve(import.meta.dirname, '../../journeys')

/** The real journey, compiled as `publish` does. */
export async function shiftworksJourney(): Promise<PublishedJourney> {
  return compileJourney(await faultlessJourney(journeys, 'shiftworks'))
}
