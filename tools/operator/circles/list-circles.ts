import type { JourneyId } from '../../../shared/domain/ids.ts'
import { journeyCirclesStore } from '../../../shared/store/journey-circles.ts'
import type { OperatorDeps } from '../deps.ts'

/** How circles stand in a journey. */
export interface JourneyListed {
  journey: JourneyId
  isOn: boolean
  /** In a restored table circles are off until they are turned on there. */
  isRestored: boolean
  smallestPool: number
}

/** Everything about circles that operators see: no name, and no address. */
export interface CirclesListed {
  journeys: readonly JourneyListed[]
}

/** How circles stand in each published journey. */
export async function listCircles({ table, library }: OperatorDeps): Promise<CirclesListed> {
  const [store, heads] = [journeyCirclesStore(table), await library.list()]
  const all = await Promise.all(heads.map(({ journey }) => store.of(journey.id)))
  return {
    journeys: all.map(({ journeyId: journey, isOn, isRestored, smallestPool }) => ({
      ...{ journey, isOn, isRestored, smallestPool },
    })),
  }
}

/** Whether they are on, in a sentence's end. */
export function stateInWords({ isOn, isRestored, smallestPool }: JourneyListed): string {
  if (isOn) return `on; a round is dealt from ${smallestPool} people on`
  return isRestored ? 'off: this table was restored, and nobody has turned them on since' : 'off'
}

export const listedLines = ({ journeys }: CirclesListed): string[] =>
  journeys.length > 0
    ? journeys.map(one => `${one.journey}: ${stateInWords(one)}`)
    : ['No journey is published yet.']
