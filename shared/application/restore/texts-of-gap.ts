import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { hide, type Reflection, voiceOf, withdraw } from '../../domain/reflections/reflection.ts'
import { type OnUnreadable, unlessUnreadable } from '../../store/unreadable-row.ts'
import { removalFromShelf } from '../reflections/change.ts'
import { type ClearWritingDeps, clearWritingOf, withdrawAllExcerpts } from '../reflections/clear.ts'
import type { ReflectionDeps } from '../reflections/deps.ts'
import { transactWithRetry } from '../transact-with-retry.ts'

/** Whether an event takes its learner out of one or all journeys, together with what they share there. */
export const isLeaving = ({ type }: { type: string }): boolean =>
  type === 'LearnerErased' || type === 'Unsubscribed' || type === 'JourneyLeft'

/**
 * The text after an event of the gap.
 * @returns undefined if the event is not about this text.
 */
function afterwards(
  before: Reflection,
  { type, detail }: OutgoingEvent,
): { after: Reflection | undefined } | undefined {
  const at: Instant = Date.parse(detail.at)
  if (type === 'ReflectionDeleted') return before.pressedAt <= at ? { after: undefined } : undefined
  if (detail.voice === undefined || voiceOf(before) !== detail.voice) return undefined
  if (type === 'ReflectionWithdrawn') return { after: withdraw(before, at) }
  const hidden = type === 'ReflectionHidden' ? hide(before, at) : undefined
  return hidden && { after: hidden }
}

/** @returns whether the event changes a text, or would in a dry run. */
const restoreText = (deps: ReflectionDeps, event: OutgoingEvent, dry: boolean): Promise<boolean> =>
  transactWithRetry(deps.table, async () => {
    const { learnerId, journeyId = '', moduleId = '' } = event.detail
    const before = await deps.reflections.get({ learnerId, journeyId, moduleId })
    const made = before && afterwards(before.reflection, event)
    if (!before || !made) return { writes: [], answer: false }
    return { writes: dry ? [] : await removalFromShelf(deps, before, made.after), answer: true }
  })

const aboutTexts: readonly string[] = ['ReflectionWithdrawn', 'ReflectionHidden', 'ReflectionDeleted']

/**
 * Repeats withdrawals, reports and deletions of texts in the gap. Idempotent. An unreadable text does not stop the
 * others.
 * @param published the bus's events of the gap, oldest first.
 * @returns the number of texts that change, or would in a dry run.
 */
export async function restoreTexts(
  deps: ReflectionDeps,
  published: readonly OutgoingEvent[],
  { dry, onUnreadable }: { dry: boolean; onUnreadable: OnUnreadable },
): Promise<number> {
  let changed = 0
  for (const event of published.filter(({ type }) => aboutTexts.includes(type)))
    changed += (await unlessUnreadable(restoreText(deps, event, dry), onUnreadable)) ? 1 : 0
  return changed
}

/**
 * Withdraws what was shared by people who left or were erased in the gap, and by those who could not be taken through
 * it.
 * @param published the bus's events of the gap.
 */
export async function restoreLeavers(
  deps: ClearWritingDeps,
  published: readonly OutgoingEvent[],
  untouched: ReadonlySet<LearnerId>,
  onUnreadable: OnUnreadable,
): Promise<void> {
  const left = new Set(published.filter(isLeaving).map(({ detail }) => detail.learnerId))
  for (const learnerId of left.union(untouched)) {
    // The other two throw the first unreadable row, and no further one.
    await deps.reflections.all(learnerId, onUnreadable)
    const clear = untouched.has(learnerId) ? withdrawAllExcerpts : clearWritingOf
    await unlessUnreadable(clear(deps, learnerId), onUnreadable)
  }
}
