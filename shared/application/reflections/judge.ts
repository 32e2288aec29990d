import type { JourneyId } from '../../domain/ids.ts'
import {
  type Excerpted,
  judge,
  type Reflection,
  type Verdict,
  type VoiceId,
  voiceOf,
} from '../../domain/reflections/reflection.ts'
import type { Voice } from '../../domain/reflections/shelf.ts'
import type { Sector } from '../../domain/sectors.ts'
import type { StoredReflection } from '../../store/reflections.ts'
import type { Write } from '../../store/table.ts'
import { asReadersLeft, type VoiceRow } from '../../store/voices.ts'
import type { JourneyLibrary } from '../journey-library.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import { additionToShelf, removalFromShelf } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** Whether naming a sector identifies nobody in a journey. */
export type MayName = (journeyId: JourneyId, sector: Sector) => Promise<boolean>

/**
 * A sector is named only if the last closing counted at least ten of its learners in the journey; never before the
 * first closing.
 */
export const mayNameBy =
  (library: Pick<JourneyLibrary, 'snapshot'>): MayName =>
  async (journeyId, sector) =>
    (await library.snapshot(journeyId))?.people.includes(sector) ?? false

/** The result of a moderator's decision. */
export type Judged =
  | { is: 'done'; reflection: Reflection }
  /** The writer withdrew it, somebody else decided, or nobody read it in time. */
  | { is: 'not-waiting' }
  /** Its shelf is full of recent voices, so it keeps waiting. */
  | { is: 'no-room' }

interface Planned {
  writes: readonly Write[]
  answer: Judged
}
const notWaiting: Planned = { writes: [], answer: { is: 'not-waiting' } }

/** Stores a moderator's decision about an excerpt: its state and its place on the shelf, in one transaction. */
export const judgeVoice = (
  deps: ReflectionDeps,
  id: VoiceId,
  verdict: Verdict,
  mayName: MayName,
): Promise<Judged> =>
  transactWithRetry(deps.table, async () => {
    const row = await deps.voices.find(id)
    const before = row && (await deps.reflections.get(row))
    if (!before || voiceOf(before.reflection) !== id) return notWaiting
    const after = row && judge(asReadersLeft(before.reflection, row), verdict, deps.clock.now())
    return row && after ? planned(deps, { before, after, row }, mayName) : notWaiting
  })

async function planned(
  deps: ReflectionDeps,
  { before, after, row }: { before: StoredReflection; after: Reflection; row: VoiceRow },
  mayName: MayName,
): Promise<Planned> {
  const now = deps.clock.now()
  const approvedAfter = row.reports.length
  const writes =
    after.sharing.is === 'approved'
      ? await additionToShelf(
          deps,
          before,
          after,
          { voice: await toVoice(after, after.sharing, mayName), approvedAfter },
          now,
        )
      : await removalFromShelf(deps, before, after)
  return writes
    ? { writes, answer: { is: 'done', reflection: after } }
    : { writes: [], answer: { is: 'no-room' } }
}

async function toVoice(
  { learnerId, journeyId }: Reflection,
  { voice, excerpt, sector, at, isPublic }: Excerpted,
  mayName: MayName,
): Promise<Voice> {
  const isNamed = sector !== undefined && (await mayName(journeyId, sector))
  return {
    id: voice,
    by: learnerId,
    text: excerpt,
    ...(sector && { sector }),
    isNamed,
    at,
    ...(isPublic && { isPublic }),
  }
}
