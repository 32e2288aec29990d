import { listedLines, listVersions } from '../journeys/versions.ts'
import { reading } from './operation.ts'

/** Every published journey, with the version that is current and the highest that there is. */
export const journeysList = reading({
  name: 'journeys list',
  summary: 'every journey, and which of its versions is current',
  examples: ['journeys list --stage prod'],
  does: 'reads',
  inputs: {},
  console: { pages: async () => (await import('../console/pages/journeys.ts')).journeyRoutes },
  async run({ open }) {
    const value = await listVersions(await open())
    return { value, lines: style => listedLines(value, style) }
  },
})
