import { hashOf } from '../../domain/hash.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { hide, type VoiceId, voiceOf } from '../../domain/reflections/reflection.ts'
import type { Write } from '../../store/table.ts'
import { type CannotRead, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { VoiceRow } from '../../store/voices.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import { transacted } from '../transacted.ts'
import type { BarsOf } from './barred.ts'
import { takingOff, takingOffUnread } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** So many different readers hide a voice until a person has looked; one alone, where it identifies somebody. */
export const reportsThatHide = 3

/** What hiding what readers report needs. */
export type ReportDeps = CommandDeps &
  ReflectionDeps & {
    bars: BarsOf
    /** Told of whatever is reported, or of its reader, that cannot be read: the report counts all the same. */
    cannotRead: CannotRead
  }

/** A voice, as it stands on the shelf that a reader is shown. */
export type ShownVoice = Pick<VoiceRow, 'id' | 'learnerId' | 'journeyId' | 'moduleId' | 'wording'>

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

/** Whether a report hides at once what identifies somebody. Of whom it cannot be read whether they lost that, it does not. */
async function mayAlone({ bars, cannotRead }: ReportDeps, reader: LearnerId, why: Report): Promise<boolean> {
  if (why !== 'identifies-somebody') return false
  const lost = await unlessUnreadable(bars(reader), cannotRead)
  return lost !== undefined && lost.reporting === undefined
}

/**
 * Reports a voice. Of one whose own row cannot be read nobody can say how many did before, so that it is hidden until a person has looked.
 * @returns whether it is hidden from then on; undefined where it is gone already.
 */
export async function report(
  deps: ReportDeps,
  voice: ShownVoice,
  reader: LearnerId,
  why: Report,
): Promise<boolean | undefined> {
  const number = numberOf(reader)
  let isUnread = false
  const row = await unlessUnreadable(deps.voices.said(voice.id, 'reports', number), unread => {
    isUnread = true
    deps.cannotRead(unread)
  })
  if (isUnread) return hideVoice(deps, voice)
  if (!row) return undefined
  return hides(row, number, await mayAlone(deps, reader, why)) && hideVoice(deps, row)
}

/** The writes that hide a voice; undefined where nobody is shown it any more. One whose text cannot be read leaves its shelf. */
async function hiding(deps: ReportDeps, voice: ShownVoice): Promise<Write[] | undefined> {
  const now = deps.clock.now()
  let isUnread = false
  const before = await unlessUnreadable(deps.reflections.get(voice), unread => {
    isUnread = true
    deps.cannotRead(unread)
  })
  if (isUnread) return takingOffUnread(deps, voice, now)
  const isThis = before && voiceOf(before.reflection) === voice.id
  const after = isThis ? hide(before.reflection, now) : undefined
  return before && after && takingOff(deps, before, after)
}

/** That it is hidden is told by its id, with the write that hides it: no restore shows it again. */
async function hideVoice(deps: ReportDeps, voice: ShownVoice): Promise<boolean> {
  const { journeyId, moduleId, learnerId } = voice
  if (!(await hiding(deps, voice))) return true
  let writes: readonly Write[] = []
  const intent = async () => {
    writes = (await hiding(deps, voice)) ?? []
    return { type: 'HideReflection' as const, journeyId, moduleId, voice: voice.id }
  }
  const told = executeCommand(deps, learnerId, intent, () => ({ also: writes }))
  const outcome = (await unlessUnreadable(told, deps.cannotRead))?.outcome ?? 'unreadable'
  // Whoever was erased a moment ago has no history, nor anybody who cannot be read: nobody waits for that.
  if (outcome === 'not-a-learner' || outcome === 'unreadable')
    await transacted(deps.table, async () => ({
      writes: (await hiding(deps, voice)) ?? [],
      answer: undefined,
    }))
  return true
}
