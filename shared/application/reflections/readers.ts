import { hashOf } from '../../domain/hash.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { hide, type VoiceId, voiceOf } from '../../domain/reflections/reflection.ts'
import type { VoiceRow } from '../../store/voices.ts'
import { takingOff } from './change.ts'
import type { ReflectionDeps } from './deps.ts'
import { transacted } from './transacted.ts'

/** So many different readers hide a voice until a person has looked; one alone, where it identifies somebody. */
export const reportsThatHide = 3

/** What a reader says of a voice that they were shown. */
export type Report = 'identifies-somebody' | 'other'

/** A reader, as a number that tells two apart and nobody's name. */
const numberOf = (reader: LearnerId): number => hashOf(reader)

/** Says thank you for a voice, once. @returns whether it is there. */
export const thank = async (
  { voices }: Pick<ReflectionDeps, 'voices'>,
  id: VoiceId,
  reader: LearnerId,
): Promise<boolean> => (await voices.said(id, 'thanks', numberOf(reader))) !== undefined

/** Reports a voice. @returns whether it is hidden from then on; undefined where it is gone already. */
export async function report(
  deps: ReflectionDeps,
  id: VoiceId,
  reader: LearnerId,
  why: Report,
): Promise<boolean | undefined> {
  const reports = await deps.voices.said(id, 'reports', numberOf(reader))
  if (reports === undefined) return undefined
  if (why !== 'identifies-somebody' && reports < reportsThatHide) return false
  const row = await deps.voices.find(id)
  return row && hideVoice(deps, row)
}

const hideVoice = (deps: ReflectionDeps, row: VoiceRow): Promise<boolean> =>
  transacted(deps.table, async () => {
    const before = await deps.reflections.get(row)
    const now = deps.clock.now()
    const isThis = before && voiceOf(before.reflection) === row.id
    const after = isThis ? hide(before.reflection, now) : undefined
    if (!before || !after) return { writes: [], answer: true }
    return { writes: await takingOff(deps, before, after), answer: true }
  })
