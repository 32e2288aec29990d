import * as z from 'zod/mini'
import { week } from '../duration.ts'
import { mixedHashOf } from '../hash.ts'
import { type Instant, LearnerId } from '../ids.ts'
import { Sector } from '../sectors.ts'
import { textKeptFor, VoiceId } from './reflection.ts'

/** So many voices a shelf holds at most. */
export const maxVoices = 60
/** A shelf is one row, and costs its size wherever it is read. */
export const maxShelfBytes = 24_000
/** Voices older than this give their places to new ones. */
const freshFor = 26 * week
/** So many are shown together. */
const shownTogether = 2

/** So many readers are remembered of those who say thank you for a voice, or report it: nobody is told of more. */
export const maxSaid = 50
/** A writer hears of thanks from so many readers on. */
export const thanksToldFrom = 10

/** An approved excerpt. */
export const Voice = z.object({
  id: VoiceId,
  /** Its writer, so that nobody is shown their own. Never shown. */
  by: LearnerId,
  text: z.string(),
  sector: z.optional(Sector),
  /** At least ten of that sector were in the journey, so that naming it points at nobody. */
  isNamed: z.boolean(),
  /** When its writer shared it. */
  at: z.int(),
  /** It may stand on the page for everybody. */
  isPublic: z.optional(z.literal(true)),
})
export type Voice = z.infer<typeof Voice>

/** The sector that readers are told; undefined where it is not said. */
export const sectorSaid = ({ sector, isNamed }: Voice): Sector | undefined => (isNamed ? sector : undefined)

/** The voices of one wording of a module's open question. */
export type Shelf = readonly Voice[]

/** Whoever is shown voices. */
export interface Reader {
  id: LearnerId
  sector?: Sector | undefined
}

const bytesOf = (shelf: Shelf): number => new TextEncoder().encode(JSON.stringify(shelf)).length
const isFresh = ({ at }: Voice, now: Instant): boolean => now < at + freshFor
const byAge = (a: Voice, b: Voice): number => a.at - b.at
/** When a voice goes: its text may go from then on. */
const goesAt = ({ at }: Voice): Instant => at + textKeptFor

/** Whether a shelf wants no more voices: it is full of fresh ones. */
export function isFull(shelf: Shelf, now: Instant): boolean {
  const fresh = shelf.filter(voice => isFresh(voice, now))
  return fresh.length >= maxVoices || bytesOf(fresh) > maxShelfBytes - 1000
}

/** With one more voice; the oldest that are fresh no more make room. @returns undefined where there is none. */
export function withVoice(shelf: Shelf, voice: Voice, now: Instant): Shelf | undefined {
  const others = shelf.filter(({ id }) => id !== voice.id).toSorted(byAge)
  const grown = [...others, voice]
  if (grown.length <= maxVoices && bytesOf(grown) <= maxShelfBytes) return grown
  const [oldest] = others
  return oldest && !isFresh(oldest, now) ? withVoice(others.slice(1), voice, now) : undefined
}

/** Without those whose time is up. */
export const keptVoices = (shelf: Shelf, now: Instant): Shelf => shelf.filter(voice => now < goesAt(voice))

/** When the next of them goes; undefined for an empty shelf. */
export const nextGoesAt = (shelf: Shelf): Instant | undefined =>
  shelf.length > 0 ? Math.min(...shelf.map(goesAt)) : undefined

/** Without a voice. */
export const withoutVoice = (shelf: Shelf, id: VoiceId): Shelf => shelf.filter(voice => voice.id !== id)

/**
 * Rendezvous hashing: the same for a reader wherever it is asked, whichever others stand beside it. Mixed, since ids that are
 * alike would lie near each other.
 */
const rankFor = (reader: Reader, { id }: Voice): number => mixedHashOf(`${id}#${reader.id}`)

/**
 * The two voices that a reader is shown, be it on a page or in an email: never their own, and none of their own sector while
 * two others exist.
 */
export function chooseVoices(shelf: Shelf, reader: Reader, now: Instant): Shelf {
  const isOwn = ({ sector }: Voice): boolean => sector !== undefined && sector === reader.sector
  return keptVoices(shelf, now)
    .filter(({ by }) => by !== reader.id)
    .map(voice => ({ voice, own: Number(isOwn(voice)), rank: rankFor(reader, voice) }))
    .toSorted((a, b) => a.own - b.own || a.rank - b.rank || (a.voice.id < b.voice.id ? -1 : 1))
    .slice(0, shownTogether)
    .map(({ voice }) => voice)
}

/** So many voices stand on the page for everybody. */
const shownToEverybody = 3

/**
 * The voices on the page for everybody: of those whose writers want them there, others every week, and of several sectors
 * where there are.
 */
export function choosePublic(voices: Shelf, now: Instant): Shelf {
  const rank = ({ id }: Voice): number => mixedHashOf(`${id}#${Math.floor(now / week)}`)
  const ranked = keptVoices(voices, now)
    .filter(({ isPublic }) => isPublic)
    .map(voice => ({ voice, rank: rank(voice) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ voice }) => voice)
  const firsts = ranked.filter((voice, at) => ranked.findIndex(one => one.sector === voice.sector) === at)
  return [...new Set([...firsts, ...ranked])].slice(0, shownToEverybody)
}
