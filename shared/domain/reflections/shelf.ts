import * as z from 'zod/mini'
import { week } from '../duration.ts'
import { mixedHashOf } from '../hash.ts'
import { type Instant, LearnerId } from '../ids.ts'
import { Sector } from '../sectors.ts'
import { textKeptFor, VoiceId } from './reflection.ts'

/** The most voices on a shelf. */
export const maxVoices = 60
/** The largest shelf, in bytes. A shelf is one row, whose size is billed on every read. */
export const maxShelfBytes = 24_000
/** Voices older than this, in milliseconds, give way to new ones. */
const freshFor = 26 * week
/** How many voices are shown together. */
const shownTogether = 2

/** The most readers remembered who thanked for a voice, or reported it since it was approved. No higher number is ever shown. */
export const maxSaid = 50
/** The number of thanks from which a writer is told of them. */
export const fewestThanksShown = 10

/** An approved excerpt. */
export const Voice = z.object({
  id: VoiceId,
  /** Its writer, so that nobody is shown their own. Never shown. */
  by: LearnerId,
  text: z.string(),
  sector: z.optional(Sector),
  /** At least ten learners of the sector were in the journey, so that naming it identifies nobody. */
  isNamed: z.boolean(),
  /** When its writer shared it. */
  at: z.int(),
  /** It may be shown on the public page. */
  isPublic: z.optional(z.literal(true)),
})
export type Voice = z.infer<typeof Voice>

/** The sector that readers see; undefined if it is hidden. */
export const sectorSaid = ({ sector, isNamed }: Voice): Sector | undefined => (isNamed ? sector : undefined)

/** The voices of one wording of a module's open question. */
export type Shelf = readonly Voice[]

/** A reader of voices. */
export interface Reader {
  id: LearnerId
  sector?: Sector | undefined
}

const bytesOf = (shelf: Shelf): number => new TextEncoder().encode(JSON.stringify(shelf)).length
const isFresh = ({ at }: Voice, now: Instant): boolean => now < at + freshFor
const byAge = (a: Voice, b: Voice): number => a.at - b.at
/** When a voice is removed: its text may expire from then on. */
const goesAt = ({ at }: Voice): Instant => at + textKeptFor

/** Whether a shelf takes no more voices: it is full, and all of them are recent. */
export function isFull(shelf: Shelf, now: Instant): boolean {
  const fresh = shelf.filter(voice => isFresh(voice, now))
  return fresh.length >= maxVoices || bytesOf(fresh) > maxShelfBytes - 1000
}

/**
 * Adds a voice; the oldest ones that are no longer recent make room.
 * @returns undefined if there is no room.
 */
export function withVoice(shelf: Shelf, voice: Voice, now: Instant): Shelf | undefined {
  const others = shelf.filter(({ id }) => id !== voice.id).toSorted(byAge)
  const grown = [...others, voice]
  if (grown.length <= maxVoices && bytesOf(grown) <= maxShelfBytes) return grown
  const [oldest] = others
  return oldest && !isFresh(oldest, now) ? withVoice(others.slice(1), voice, now) : undefined
}

/** The voices that have not expired. */
export const keptVoices = (shelf: Shelf, now: Instant): Shelf => shelf.filter(voice => now < goesAt(voice))

/** When the next voice expires; undefined for an empty shelf. */
export const nextGoesAt = (shelf: Shelf): Instant | undefined =>
  shelf.length > 0 ? Math.min(...shelf.map(goesAt)) : undefined

/** The shelf without one voice. */
export const withoutVoice = (shelf: Shelf, id: VoiceId): Shelf => shelf.filter(voice => voice.id !== id)

/**
 * Rendezvous hashing: a reader's rank of a voice does not depend on the other voices. Mixed, because similar ids
 * would get similar ranks.
 */
const rankFor = (reader: Reader, { id }: Voice): number => mixedHashOf(`${id}#${reader.id}`)

/**
 * The two voices that a reader is shown, on a page or in an email: never their own, and none of their own sector if
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

/** The number of voices on the public page. */
const shownToEverybody = 3

/**
 * The voices on the public page: chosen anew each week among those whose writers agreed, and from several sectors if
 * possible.
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
