import type { Voice } from '../../../shared/domain/reflections/shelf.ts'

/** Two made-up voices, as a reader might be shown them. */
export const sampleVoices: readonly Voice[] = [
  {
    id: 'preview'.padStart(24, '0'),
    by: 'nobody'.padStart(24, '0'),
    text: 'I asked the driver what he sees that we don’t. “The step at the door,” he said. We put it in the notes now.',
    sector: 'nhs-hospital',
    isNamed: true,
    at: 0,
  },
  {
    id: 'preview'.padStart(24, '1'),
    by: 'nobody'.padStart(24, '1'),
    text: 'It was only a phone call that I was making anyway.\nThe answer stung a little, and she was right.',
    isNamed: false,
    at: 0,
  },
]
