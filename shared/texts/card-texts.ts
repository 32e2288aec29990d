import type { KindOfWork } from '../domain/circles/card.ts'
import type { Sector } from '../domain/sectors.ts'

/** The labels of somebody's work, for the form and for the others in their group. */
export interface CardTexts {
  works: Readonly<Record<KindOfWork, string>>
  /** The names of workplaces. */
  places: Readonly<Record<Sector, string>>
}
