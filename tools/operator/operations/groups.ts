import { type Input, type Inputs, text } from './input.ts'

/** The folder of the authors' journeys. */
export const folder: Input<string> = {
  flags: '--folder <folder>',
  words: 'where the journeys are',
  schema: text,
  usual: 'journeys',
}

/** First words that several commands share, with their common options. */
export const groups: Readonly<Record<string, { summary: string; inputs: Inputs }>> = {
  'dead-letters': { summary: 'what failed and why; give it another chance, or throw it away', inputs: {} },
  hold: { summary: 'hold something back, within a minute', inputs: {} },
  release: { summary: 'let go what is held back', inputs: {} },
  journeys: { summary: 'check, preview, publish and roll back journeys', inputs: { folder } },
  mirror: { summary: 'what people answered to the questions of modules', inputs: {} },
  reflections: { summary: 'read what learners share, and decide what others are shown', inputs: {} },
  circles: { summary: 'let people meet in circles, and look after those who do', inputs: {} },
  keys: { summary: 'the keys that sign links', inputs: {} },
}
