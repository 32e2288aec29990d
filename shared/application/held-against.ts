import type { JourneyId } from '../domain/ids.ts'
import type { Journey } from '../domain/journey.ts'
import type { Snapshot } from '../domain/mirror-snapshot.ts'
import type { GuessedOptions, HeldAgainst } from '../domain/mirror-tally.ts'
import type { Together } from '../domain/together.ts'
import type { MirrorStore } from '../store/mirror.ts'
import type { OnUnreadable, UnreadableRow } from '../store/unreadable-row.ts'
import type { JourneyLibrary } from './journey-library.ts'

interface Reads {
  library: Pick<JourneyLibrary, 'list'>
  mirror: Pick<MirrorStore, 'shown' | 'retired'>
}

/** What a pass compares answers with: the snapshots at its start, and the options that questions ask about. */
export type Against = (journeyId: JourneyId) => HeldAgainst & {
  /** Set if its snapshot or its retired cells are unreadable. Closing without them could reveal single answers. */
  unreadable: UnreadableRow | undefined
  before: Snapshot | undefined
  together: Together | undefined
  /** Whether a module asks this version of its question. True for every version if the journey is not published. */
  asks: (moduleAndVersion: string) => boolean
}

const guessedIn = ({ modules }: Journey): GuessedOptions =>
  Object.fromEntries(
    modules.flatMap(({ id, question }) => (question ? [[`${id}:${question.version}`, question.guess]] : [])),
  )

/**
 * Reads what a pass compares answers with. An unreadable row does not stop it.
 * @returns the lookup by journey
 */
export async function against({ library, mirror }: Reads): Promise<Against> {
  const unreadable: UnreadableRow[] = []
  const onUnreadable: OnUnreadable = row => unreadable.push(row)
  const [shown, retired, heads] = await Promise.all([
    mirror.shown(onUnreadable),
    mirror.retired(onUnreadable),
    library.list(),
  ])
  const guessed = new Map(heads.map(({ journey }) => [journey.id, guessedIn(journey)]))
  return id => {
    const { snapshot, together } = shown.get(id) ?? {}
    return {
      unreadable: unreadable.find(({ sk }) => sk === id),
      before: snapshot && { ...snapshot, cells: { ...retired.get(id), ...snapshot.cells } },
      together,
      guessed: guessed.get(id) ?? {},
      asks: question => Object.hasOwn(guessed.get(id) ?? { [question]: 0 }, question),
    }
  }
}
