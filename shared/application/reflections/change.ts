import type { Instant } from '../../domain/ids.ts'
import type { Reflection, VoiceId } from '../../domain/reflections/reflection.ts'
import { type Shelf, type Voice, withoutVoice, withVoice } from '../../domain/reflections/shelf.ts'
import { reflectionWrite, type StoredReflection, withoutReflection } from '../../store/reflections.ts'
import { generationOf, type JourneySharing, type ShelfRef } from '../../store/shelves.ts'
import type { Write } from '../../store/table.ts'
import { hiddenUnreadWrite, voiceWrites } from '../../store/voices.ts'
import type { ReflectionStores } from './deps.ts'

/** A shelf as it was read, with what the write of its next generation is conditional on. */
interface ReadShelf {
  sharing: JourneySharing
  shelf: Shelf
}

/** The shelf on which what somebody wrote would stand. */
export async function shelfFor(
  { shelves }: Pick<ReflectionStores, 'shelves'>,
  of: Pick<Reflection, 'journeyId' | 'moduleId' | 'wording'>,
): Promise<ReadShelf> {
  const sharing = await shelves.of(of.journeyId)
  const generation = generationOf(sharing, of)
  return { sharing, shelf: generation === undefined ? [] : await shelves.shelf(of, generation) }
}

/**
 * The writes by which a text becomes another and leaves the shelf if it stood there: all in one transaction, so that nobody
 * is shown what is not approved.
 * @param after absent where the text goes.
 */
export async function takingOff(
  stores: Pick<ReflectionStores, 'shelves'>,
  before: StoredReflection,
  after: Reflection | undefined,
): Promise<Write[]> {
  const { reflection } = before
  const own = after
    ? [reflectionWrite(before, after), ...voiceWrites(reflection, after)]
    : [withoutReflection(before), ...voiceWrites(reflection, { ...reflection, sharing: { is: 'private' } })]
  if (reflection.sharing.is !== 'approved') return own
  const { sharing, shelf } = await shelfFor(stores, reflection)
  const rest = withoutVoice(shelf, reflection.sharing.voice)
  return rest.length === shelf.length ? own : [...own, ...stores.shelves.writes(sharing, reflection, rest)]
}

/**
 * The writes by which a voice whose text cannot be read leaves its shelf, and waits for a person.
 * @returns undefined where it stands on no shelf.
 */
export async function takingOffUnread(
  stores: Pick<ReflectionStores, 'shelves'>,
  { id, ...of }: ShelfRef & { id: VoiceId },
  now: Instant,
): Promise<Write[] | undefined> {
  const { sharing, shelf } = await shelfFor(stores, of)
  const rest = withoutVoice(shelf, id)
  if (rest.length === shelf.length) return undefined
  return [hiddenUnreadWrite(id, of.journeyId, now), ...stores.shelves.writes(sharing, of, rest)]
}

/** What a person approved, and after how many reports. */
interface Approved {
  voice: Voice
  approvedAfter: number
}

/** The writes by which an approved text comes to stand on its shelf. @returns undefined where there is no room. */
export async function puttingOn(
  stores: Pick<ReflectionStores, 'shelves'>,
  before: StoredReflection,
  after: Reflection,
  { voice, approvedAfter }: Approved,
  now: Instant,
): Promise<Write[] | undefined> {
  const { sharing, shelf } = await shelfFor(stores, after)
  const grown = withVoice(shelf, voice, now)
  return (
    grown && [
      reflectionWrite(before, after),
      ...voiceWrites(before.reflection, after, { approvedAfter }),
      ...stores.shelves.writes(sharing, after, grown),
    ]
  )
}
