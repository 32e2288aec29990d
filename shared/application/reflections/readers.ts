import { hashOf } from '../../domain/hash.ts'
import type { LearnerId } from '../../domain/ids.ts'
import { hide, type VoiceId, voiceOf } from '../../domain/reflections/reflection.ts'
import type { Write } from '../../store/table.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import type { VoiceRow } from '../../store/voices.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import type { BarsOf } from './barred.ts'
import { removalFromShelf, removalOfUnreadable } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** Reports by this many readers hide a voice until a moderator has looked. One is enough if it identifies somebody. */
export const reportsThatHide = 3

/** Dependencies of reporting a voice. */
export type ReportDeps = CommandDeps &
  ReflectionDeps & {
    bars: BarsOf
    /** Called for unreadable rows of the voice or its reader. The report counts nevertheless. */
    onUnreadable: OnUnreadable
  }

/** A voice as it is on the shelf that a reader sees. */
export type ShownVoice = Pick<VoiceRow, 'id' | 'learnerId' | 'journeyId' | 'moduleId' | 'wording'>

/** The reason of a report. */
export type Report = 'identifies-somebody' | 'other'

/** A reader as a number, which tells readers apart without identifying them. */
export const numberOf = (reader: LearnerId): number => hashOf(reader)

/**
 * Thanks for a voice; each reader counts once.
 * @returns whether the voice exists.
 */
export const thank = async (
  { voices }: Pick<ReflectionDeps, 'voices'>,
  id: VoiceId,
  reader: LearnerId,
): Promise<boolean> => (await voices.said(id, 'thanks', numberOf(reader))) !== undefined

/** Whether a report hides a voice. Reports before the last approval do not count. */
function hides({ reports, approvedAfter }: VoiceRow, reader: number, mayAlone: boolean): boolean {
  const unlooked = reports.slice(approvedAfter)
  return (mayAlone && unlooked.includes(reader)) || unlooked.length >= reportsThatHide
}

/**
 * Whether a single report that it identifies somebody may hide a voice. Not if it cannot be read whether the reader
 * lost that privilege.
 */
async function mayAlone(
  { bars, onUnreadable }: ReportDeps,
  reader: LearnerId,
  why: Report,
): Promise<boolean> {
  if (why !== 'identifies-somebody') return false
  const lost = await unlessUnreadable(bars(reader), onUnreadable)
  return lost !== undefined && lost.reporting === undefined
}

/**
 * Reports a voice. If its own row cannot be read, the number of reports is unknown, so it is hidden until a moderator
 * has looked.
 * @returns whether it is hidden from now on; undefined if it is gone.
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
    deps.onUnreadable(unread)
  })
  if (isUnread) return hideVoice(deps, voice)
  if (!row) return undefined
  return hides(row, number, await mayAlone(deps, reader, why)) && hideVoice(deps, row)
}

/**
 * The writes that hide a voice; undefined if it is not shown any more. A voice whose text cannot be read is taken off
 * its shelf.
 */
async function hiding(deps: ReportDeps, voice: ShownVoice): Promise<Write[] | undefined> {
  const now = deps.clock.now()
  let isUnread = false
  const before = await unlessUnreadable(deps.reflections.get(voice), unread => {
    isUnread = true
    deps.onUnreadable(unread)
  })
  if (isUnread) return removalOfUnreadable(deps, voice, now)
  const isThis = before && voiceOf(before.reflection) === voice.id
  const after = isThis ? hide(before.reflection, now) : undefined
  return before && after && removalFromShelf(deps, before, after)
}

/** Hides a voice and publishes its id in the same write, so that no restore shows it again. */
async function hideVoice(deps: ReportDeps, voice: ShownVoice): Promise<boolean> {
  const { journeyId, moduleId, learnerId } = voice
  if (!(await hiding(deps, voice))) return true
  let writes: readonly Write[] = []
  const intent = async () => {
    writes = (await hiding(deps, voice)) ?? []
    return { type: 'HideReflection' as const, journeyId, moduleId, voice: voice.id }
  }
  const told = executeCommand(deps, learnerId, intent, () => ({ also: writes }))
  const outcome = (await unlessUnreadable(told, deps.onUnreadable))?.outcome ?? 'unreadable'
  // An erased or unreadable writer has no history to write to. The voice is hidden nevertheless.
  if (outcome === 'not-a-learner' || outcome === 'unreadable')
    await transactWithRetry(deps.table, async () => ({
      writes: (await hiding(deps, voice)) ?? [],
      answer: undefined,
    }))
  return true
}
