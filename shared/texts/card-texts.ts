import type { KindOfWork } from '../domain/circles/card.ts'
import type { Sector } from '../domain/sectors.ts'

/** How somebody's work is called, to who chooses it and to the others of their group. */
export interface CardTexts {
  works: Readonly<Record<KindOfWork, string>>
  /** Where somebody works. */
  places: Readonly<Record<Sector, string>>
}
