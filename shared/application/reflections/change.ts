import type { Instant } from '../../domain/ids.ts'
import type { Reflection, VoiceId } from '../../domain/reflections/reflection.ts'
import { type Shelf, type Voice, withoutVoice, withVoice } from '../../domain/reflections/shelf.ts'
import { reflectionWrite, type StoredReflection, withoutReflection } from '../../store/reflections.ts'
import { generationOf, type JourneySharing, type ShelfRef } from '../../store/shelves.ts'
import type { Write } from '../../store/table.ts'
import { hiddenUnreadWrite, voiceWrites } from '../../store/voices.ts'
import type { ReflectionStores } from './deps.ts'

/** A shelf as read, with the condition for writing its next generation. */
interface ReadShelf {
  sharing: JourneySharing
  shelf: Shelf
}

/** The shelf to which a text belongs. */
export async function shelfFor(
  { shelves }: Pick<ReflectionStores, 'shelves'>,
  of: Pick<Reflection, 'journeyId' | 'moduleId' | 'wording'>,
): Promise<ReadShelf> {
  const sharing = await shelves.of(of.journeyId)
  const generation = generationOf(sharing, of)
  return { sharing, shelf: generation === undefined ? [] : await shelves.shelf(of, generation) }
}

/**
 * The writes that change or delete a text and take its voice off the shelf, in one transaction, so that nothing
 * unapproved is shown.
 * @param after undefined if the text is deleted.
 */
export async function removalFromShelf(
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
 * The writes that take a voice whose text cannot be read off its shelf, to wait for a moderator.
 * @returns undefined if it is on no shelf.
 */
export async function removalOfUnreadable(
  stores: Pick<ReflectionStores, 'shelves'>,
  { id, ...of }: ShelfRef & { id: VoiceId },
  now: Instant,
): Promise<Write[] | undefined> {
  const { sharing, shelf } = await shelfFor(stores, of)
  const rest = withoutVoice(shelf, id)
  if (rest.length === shelf.length) return undefined
  return [hiddenUnreadWrite(id, of.journeyId, now), ...stores.shelves.writes(sharing, of, rest)]
}

/** An approved voice, and its number of reports at that time. */
interface Approved {
  voice: Voice
  approvedAfter: number
}

/**
 * The writes that put an approved text on its shelf.
 * @returns undefined if the shelf has no room.
 */
export async function additionToShelf(
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
