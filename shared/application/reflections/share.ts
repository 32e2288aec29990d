import type { Epoch, Instant } from '../../domain/ids.ts'
import type { Mark } from '../../domain/reflections/mark.ts'
import { agree, share, voiceOf, withdraw } from '../../domain/reflections/reflection.ts'
import type { Sector } from '../../domain/sectors.ts'
import { type ReflectionRef, reflectionWrite, type StoredReflection } from '../../store/reflections.ts'
import type { Write } from '../../store/table.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { voiceWrites } from '../../store/voices.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import type { BarsOf } from './barred.ts'
import { removalFromShelf } from './change.ts'
import { checkText, type FindMarks } from './check-text.ts'
import type { ReflectionDeps } from './deps.ts'

export type ShareDeps = CommandDeps & ReflectionDeps & { findMarks: FindMarks; bars: BarsOf }

/** An excerpt chosen by its writer. */
export interface Excerpt {
  epoch: Epoch
  excerpt: string
  sector?: Sector | undefined
  /** The writer has seen the marks and confirms the text. */
  isSure: boolean
  /** The writer also wants it on the public page. */
  isPublic?: boolean
  mailedAt?: Instant
}

/** The result of sharing. `hasRisk`: the answer should say where help is. */
export type Shared =
  | { is: 'shared'; hasRisk: boolean }
  /** Nothing is shared; the writer should check these marks. */
  | { is: 'marked'; marks: readonly Mark[]; hasRisk: boolean }
  /** Sharing is turned off for the journey. */
  | { is: 'off' }
  /** The writer has lost the privilege of sharing. Only the private page says so. */
  | { is: 'barred' }
  /** There is no text, or an excerpt of it is shared already. */
  | { is: 'nothing-to-share' }
  | { is: 'refused'; outcome: 'not-done-yet' | 'link-outdated' | 'too-often' | 'not-a-learner' }

/** Offers an excerpt to moderators, to be shown to others once approved. Works only once the module is done. */
export async function shareExcerpt(deps: ShareDeps, ref: ReflectionRef, chosen: Excerpt): Promise<Shared> {
  const { excerpt: words, isSure } = chosen
  const { hasRisk, toLookAt } = await checkText(deps.findMarks, ref.journeyId, words, isSure)
  if (toLookAt.length > 0) return { is: 'marked', marks: toLookAt, hasRisk }
  if (!(await deps.shelves.of(ref.journeyId)).isOn) return { is: 'off' }
  // If it cannot be read whether the privilege is lost, nobody shares unchecked. Only the private page says more.
  const bars = await unlessUnreadable(deps.bars(ref.learnerId))
  if (!bars || bars.sharing !== undefined) return { is: 'barred' }
  const voice = deps.random.learnerId()
  const excerpt = { ...chosen, isPublic: chosen.isPublic === true, voice, atRisk: hasRisk }
  const offered = (before: StoredReflection | undefined) =>
    before?.reflection.epoch === chosen.epoch
      ? share(before.reflection, excerpt, deps.clock.now())
      : undefined
  if (!offered(await deps.reflections.get(ref))) return { is: 'nothing-to-share' }
  let writes: readonly Write[] = []
  const intent = async () => {
    const before = await deps.reflections.get(ref)
    const after = offered(before)
    if (!before || !after) throw new Error('A text was changed while an excerpt of it was shared. Try again.')
    writes = [reflectionWrite(before, after), ...voiceWrites(before.reflection, after)]
    const { epoch, mailedAt } = chosen
    const pressed = mailedAt !== undefined && { mailedAt }
    return { type: 'ShareReflection' as const, ...whichOf(ref), epoch, voice, ...pressed }
  }
  const { outcome } = await executeCommand(deps, ref.learnerId, intent, () => ({ also: writes }))
  return outcome === 'done' ? { is: 'shared', hasRisk } : { is: 'refused', outcome }
}

const whichOf = ({ journeyId, moduleId }: ReflectionRef) => ({ journeyId, moduleId })

/** The result of withdrawing; `private`: nothing was shared. */
export type WithdrawOutcome = 'done' | 'private' | 'gone'

/**
 * Withdraws an excerpt, from the shelf too; with `forEver` also deletes the text. Never refused, also after leaving
 * or after the end of the journey.
 */
export async function withdrawExcerpt(
  deps: CommandDeps & ReflectionDeps,
  ref: ReflectionRef,
  { forEver = false } = {},
): Promise<WithdrawOutcome> {
  const before = await deps.reflections.get(ref)
  if (!before) return 'gone'
  const voice = voiceOf(before.reflection)
  if (voice === undefined && !forEver) return 'private'
  let writes: readonly Write[] = []
  const read = async () => {
    const now = await deps.reflections.get(ref)
    writes = now ? await takenBack(deps, now, forEver) : []
    return voice === undefined || forEver
      ? { type: 'DeleteReflection' as const, ...whichOf(ref), voice }
      : { type: 'WithdrawReflection' as const, ...whichOf(ref), voice }
  }
  const { outcome } = await executeCommand(deps, ref.learnerId, read, () => ({ also: writes }))
  return outcome === 'done' ? 'done' : 'gone'
}

const takenBack = (deps: ReflectionDeps, before: StoredReflection, forEver: boolean): Promise<Write[]> => {
  const now = deps.clock.now()
  return removalFromShelf(deps, before, forEver ? undefined : withdraw(before.reflection, now))
}

/**
 * The writer accepts a moderator's proposal.
 * @returns whether there was one.
 */
export const agreeToRedaction = (deps: ReflectionDeps, ref: ReflectionRef): Promise<boolean> =>
  transactWithRetry(deps.table, async () => {
    const before = await deps.reflections.get(ref)
    const after = before && agree(before.reflection, deps.clock.now())
    if (!before || !after) return { writes: [], answer: false }
    return {
      writes: [reflectionWrite(before, after), ...voiceWrites(before.reflection, after)],
      answer: true,
    }
  })
