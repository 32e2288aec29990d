import { listedLines, listVersions, versionLines, versionsOf } from '../journeys/versions.ts'
import { argument, text } from './input.ts'
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

/** The versions of one journey, when and by whom they were published, and which is current. */
export const journeysVersions = reading({
  name: 'journeys versions',
  summary: 'the versions of a journey: which is current, when and by whom each was published',
  examples: ['journeys versions shiftworks --stage prod'],
  does: 'reads',
  inputs: { journey: argument('<journey>', '', text) },
  console: { shownAt: '/journeys/{id}/{version}' },
  async run({ open }, { journey }) {
    const value = await versionsOf(await open(), journey)
    return { value, lines: style => versionLines(value, style) }
  },
})
