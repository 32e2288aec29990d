import type { Sector } from '../domain/sectors.ts'

/** What pages and emails alike say of others. */
export interface OthersTexts {
  /** Under what somebody shared: who it is from. */
  from: (sector: Sector | undefined) => string
  /** The people of a sector, as in "Out of ten people from …". */
  people: Readonly<Record<Sector, string>>
  /** How many of ten: "7 in 10"; 0 says fewer than one, 10 more than nine. */
  tenths: (tenths: number) => string
  /** A guess beside what is so; `off` is how far apart they are. */
  guessed: (people: string, option: string, guess: string, truth: string, off: number) => string
}
