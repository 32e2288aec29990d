import { platformDetailType } from '../shared/contracts/bus-rules.ts'

interface Platforms {
  readonly learningPlatforms: readonly { readonly source: string }[]
}

/** The sources of all learning platforms, without duplicates: several accounts may use one. */
export const platformSources = ({ learningPlatforms }: Platforms): string[] => [
  ...new Set(learningPlatforms.map(({ source }) => source)),
]

/** The event pattern of what learning platforms report. */
export const platformPattern = (settings: Platforms) => ({
  source: platformSources(settings),
  detailType: [platformDetailType],
})
