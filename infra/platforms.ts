import { platformDetailType } from '../shared/contracts/bus-rules.ts'

interface Platforms {
  readonly learningPlatforms: readonly { readonly source: string }[]
}

/** The sources of all learning platforms, each once: several accounts may report under one. */
export const platformSources = ({ learningPlatforms }: Platforms): string[] => [
  ...new Set(learningPlatforms.map(({ source }) => source)),
]

/** What a learning platform reports, as a rule matches it. */
export const platformPattern = (settings: Platforms) => ({
  source: platformSources(settings),
  detailType: [platformDetailType],
})
