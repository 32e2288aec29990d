import type { Epoch, Instant } from '../../domain/ids.ts'
import type { Mark } from '../../domain/reflections/mark.ts'
import { agree, share, voiceOf, withdraw } from '../../domain/reflections/reflection.ts'
import type { Sector } from '../../domain/sectors.ts'
import { type ReflectionRef, reflectionWrite, type StoredReflection } from '../../store/reflections.ts'
import type { Write } from '../../store/table.ts'
import { unlessUnreadable } from '../../store/unreadable-row.ts'
import { voiceWrites } from '../../store/voices.ts'
import { type CommandDeps, executeCommand } from '../execute-command.ts'
import { transacted } from '../transacted.ts'
import type { BarsOf } from './barred.ts'
import { takingOff } from './change.ts'
import type { ReflectionDeps } from './deps.ts'
import { lookedInto, type MarksIn } from './looked-into.ts'

export type ShareDeps = CommandDeps & ReflectionDeps & { marksIn: MarksIn; bars: BarsOf }

/** An excerpt as its writer chose it. */
export interface Excerpt {
  epoch: Epoch
  excerpt: string
  sector?: Sector | undefined
  /** Its writer was shown what is marked in it, and says so. */
  isSure: boolean
  /** Its writer wants it on the page for everybody too. */
  isPublic?: boolean
  mailedAt?: Instant
}

/** What became of an excerpt. `hasRisk`: it is to be answered with where help is. */
export type Shared =
  | { is: 'shared'; hasRisk: boolean }
  /** Nothing is shared: its writer looks at these again. */
  | { is: 'marked'; marks: readonly Mark[]; hasRisk: boolean }
  /** The journey shares nothing at the moment. */
  | { is: 'off' }
  /** They have lost sharing, which only the private link tells. */
  | { is: 'barred' }
  /** There is no text of theirs, or an excerpt of it is shared already. */
  | { is: 'nothing-to-share' }
  | { is: 'refused'; outcome: 'not-done-yet' | 'link-outdated' | 'too-often' | 'not-a-learner' }

/** Offers an excerpt to be read by a person and then shown to others. It counts only once the module is done. */
export async function shareExcerpt(deps: ShareDeps, ref: ReflectionRef, chosen: Excerpt): Promise<Shared> {
  const { excerpt: words, isSure } = chosen
  const { hasRisk, toLookAt } = await lookedInto(deps.marksIn, ref.journeyId, words, isSure)
  if (toLookAt.length > 0) return { is: 'marked', marks: toLookAt, hasRisk }
  if (!(await deps.shelves.of(ref.journeyId)).isOn) return { is: 'off' }
  // Where it cannot be read whether they have lost it, nobody shares unchecked, and the private link says no more than that.
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

/** What taking back came to; `private`: nothing was shared. */
export type TakenBack = 'done' | 'private' | 'gone'

/**
 * Takes an excerpt back, from the shelf too; with `forEver` the text goes as well. It is never refused: not to who has left,
 * or whose journey is over.
 */
export async function takeBack(
  deps: CommandDeps & ReflectionDeps,
  ref: ReflectionRef,
  { forEver = false } = {},
): Promise<TakenBack> {
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
  return takingOff(deps, before, forEver ? undefined : withdraw(before.reflection, now))
}

/** Their writer agrees to what a moderator proposed. @returns whether there was something to agree to. */
export const agreeToRedaction = (deps: ReflectionDeps, ref: ReflectionRef): Promise<boolean> =>
  transacted(deps.table, async () => {
    const before = await deps.reflections.get(ref)
    const after = before && agree(before.reflection, deps.clock.now())
    if (!before || !after) return { writes: [], answer: false }
    return {
      writes: [reflectionWrite(before, after), ...voiceWrites(before.reflection, after)],
      answer: true,
    }
  })
