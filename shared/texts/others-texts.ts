import type { Sector } from '../domain/sectors.ts'

/** Texts about other learners, for pages and emails. */
export interface OthersTexts {
  /** The attribution under a shared excerpt. */
  from: (sector: Sector | undefined) => string
  /** The people of a sector, as in "Out of ten people from …". */
  people: Readonly<Record<Sector, string>>
  /** How many of ten: "7 in 10"; 0 says fewer than one, 10 more than nine. */
  tenths: (tenths: number) => string
  /**
   * A guess beside the actual share.
   * @param off the difference, in tenths
   */
  guessed: (people: string, option: string, guess: string, truth: string, off: number) => string
}
