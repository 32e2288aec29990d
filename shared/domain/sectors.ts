import * as z from 'zod/mini'

/** The parts of health and care in which learners work. `shared/texts` has their names. */
export const sectors = [
  'nhs-hospital',
  'general-practice',
  'community-and-mental-health',
  'ambulance',
  'social-care',
  'local-government-and-public-health',
  'voluntary-and-community',
  'education-and-research',
  'student',
  'unpaid-carer',
  'something-else',
] as const

/** A sector. */
export const Sector = z.enum(sectors)
export type Sector = z.infer<typeof Sector>
