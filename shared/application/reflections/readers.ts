import { hashOf } from '../../domain/hash.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { hide, type VoiceId, voiceOf } from '../../domain/reflections/reflection.ts'
import type { Write } from '../../store/table.ts'
import type { VoiceRow } from '../../store/voices.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import { transacted } from '../transacted.ts'
import type { BarsOf } from './barred.ts'
import { takingOff } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** So many different readers hide a voice until a person has looked; one alone, where it identifies somebody. */
export const reportsThatHide = 3

/** What hiding what readers report needs. */
export type ReportDeps = CommandDeps & ReflectionDeps & { bars: BarsOf }

/** What a reader says of a voice that they were shown. */
export type Report = 'identifies-somebody' | 'other'

/** A reader, as a number that tells two apart and nobody's name. */
export const numberOf = (reader: LearnerId): number => hashOf(reader)

/** Says thank you for a voice, once. @returns whether it is there. */
export const thank = async (
  { voices }: Pick<ReflectionDeps, 'voices'>,
  id: VoiceId,
  reader: LearnerId,
): Promise<boolean> => (await voices.said(id, 'thanks', numberOf(reader))) !== undefined

/** Whether a report hides a voice. What was reported before a person last looked and approved does not count any more. */
function hides({ reports, approvedAfter }: VoiceRow, reader: number, mayAlone: boolean): boolean {
  const unlooked = reports.slice(approvedAfter)
  return (mayAlone && unlooked.includes(reader)) || unlooked.length >= reportsThatHide
}

/** Reports a voice. @returns whether it is hidden from then on; undefined where it is gone already. */
export async function report(
  deps: ReportDeps,
  id: VoiceId,
  reader: LearnerId,
  why: Report,
): Promise<boolean | undefined> {
  const number = numberOf(reader)
  const row = await deps.voices.said(id, 'reports', number)
  if (!row) return undefined
  const mayAlone = why === 'identifies-somebody' && (await deps.bars(reader)).reporting === undefined
  return hides(row, number, mayAlone) && hideVoice(deps, row)
}

/** That it is hidden is told by its id, with the write that hides it: no restore shows it again. */
async function hideVoice(deps: ReportDeps, row: VoiceRow): Promise<boolean> {
  const { journeyId, moduleId, learnerId, id: voice } = row
  const hidden = async () => {
    const before = await deps.reflections.get(row)
    const isThis = before && voiceOf(before.reflection) === voice
    const after = isThis ? hide(before.reflection, deps.clock.now()) : undefined
    return before && after && (await takingOff(deps, before, after))
  }
  if (!(await hidden())) return true
  let writes: readonly Write[] = []
  const intent = async () => {
    writes = (await hidden()) ?? []
    return { type: 'HideReflection' as const, journeyId, moduleId, voice }
  }
  const { outcome } = await executeCommand(deps, learnerId, intent, () => ({ also: writes }))
  // Whoever was erased a moment ago has no history: their writing goes within the minute, and nobody waits for that.
  if (outcome === 'not-a-learner')
    await transacted(deps.table, async () => ({ writes: (await hidden()) ?? [], answer: undefined }))
  return true
}
