/** The console's sections, each with its address. */
export const sections = [
  ['/', 'Overview'],
  ['/holds', 'Held back'],
  ['/learner', 'Learner'],
  ['/replay', 'Replay'],
  ['/dead-letters', 'Dead letters'],
  ['/journeys', 'Journeys'],
  ['/report', 'Report'],
  ['/reflections', 'Reflections'],
  ['/circles', 'Circles'],
  ['/audit', 'Audit trail'],
] as const

/** The name of a section. */
export type Section = (typeof sections)[number][1]
