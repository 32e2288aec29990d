import type { Log } from '../../adapters/log.ts'
import { describeError } from '../../contracts/describe-error.ts'
import { second } from '../../domain/duration.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import { type Reflection, type VoiceId, voiceOf, withdraw } from '../../domain/reflections/reflection.ts'
import { type Clearing, type ClearingStore, clearedLater, clearingKey } from '../../store/clearing.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { QuarantineStore } from '../../store/quarantine.ts'
import type { StoredReflection } from '../../store/reflections.ts'
import type { UnreadableRow } from '../../store/unreadable-row.ts'
import { type TakeOutDeps, takeOutOfGroups } from '../circles/take-out.ts'
import { inSequence } from '../in-sequence.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import { removalFromShelf } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** Dependencies of clearing a learner's texts. */
export type ClearWritingDeps = ReflectionDeps & { learners: Pick<LearnerStore, 'find'> }

/** Dependencies of clearing up after people who left or were erased. */
export interface ClearDeps extends ClearWritingDeps, TakeOutDeps {
  clearing: ClearingStore
  quarantined: QuarantineStore
  log: Log
}

/** What happens to a text: it stays, its excerpt is withdrawn, or it is deleted. */
type Fate = 'stays' | 'taken-back' | 'goes'

function fateOf(learner: Learner | undefined, { journeyId, epoch, sharing }: Reflection): Fate {
  if (!learner) return 'goes'
  if (sharing.is === 'private') return 'stays'
  const enrolment = learner.enrolments[journeyId]
  const takesPart = learner.status === 'active' && learner.epoch === epoch && enrolment?.phase.is !== 'left'
  return takesPart ? 'stays' : 'taken-back'
}

/** Withdraws the excerpts of a learner who left; deletes the texts of one who was erased. */
export async function clearWritingOf(deps: ClearWritingDeps, learnerId: LearnerId): Promise<void> {
  const learner = (await deps.learners.find(learnerId))?.learner
  await clear(deps, learnerId, reflection => fateOf(learner, reflection))
}

/**
 * Withdraws all of a learner's excerpts; the texts stay.
 * @param last is withdrawn after all others, so that an operator can find the learner by it again if a fault
 * interrupts this.
 */
export const withdrawAllExcerpts = (
  deps: ReflectionDeps,
  learnerId: LearnerId,
  last?: VoiceId,
): Promise<void> =>
  clear(deps, learnerId, ({ sharing }) => (sharing.is === 'private' ? 'stays' : 'taken-back'), last)

/**
 * Changes each text in a transaction of its own, so that an interrupted run can continue. One unreadable text does
 * not stop the rest.
 * @throws the first error.
 */
async function clear(
  deps: ReflectionDeps,
  learnerId: LearnerId,
  fateIn: (reflection: Reflection) => Fate,
  last?: VoiceId,
): Promise<void> {
  const unread: UnreadableRow[] = []
  const texts = await deps.reflections.all(learnerId, row => unread.push(row))
  const clearText = ({ reflection }: StoredReflection) =>
    transactWithRetry(deps.table, async () => {
      const before = await deps.reflections.get(reflection)
      const fate = before ? fateIn(before.reflection) : 'stays'
      if (!before || fate === 'stays') return { writes: [], answer: undefined }
      const now = deps.clock.now()
      const after = fate === 'goes' ? undefined : withdraw(before.reflection, now)
      return { writes: await removalFromShelf(deps, before, after), answer: undefined }
    })
  const isLast = ({ reflection }: StoredReflection) => last !== undefined && voiceOf(reflection) === last
  await inSequence(
    texts.filter(text => !isLast(text)),
    clearText,
  )
  await inSequence(texts.filter(isLast), clearText)
  if (unread[0]) throw unread[0]
}

/** By this time, in milliseconds, every request has ended that could have stored a text while its writer was erased. */
const lastLook = 30 * second
const page = 100

async function clearOne(deps: ClearDeps, clearing: Clearing): Promise<void> {
  try {
    const steps = [
      () => clearWritingOf(deps, clearing.learnerId),
      async () => takeOutOfGroups(deps, clearing.learnerId, await deps.clearing.groupsOf(clearing)),
    ]
    await inSequence(steps, step => step())
    if (deps.clock.now() >= clearing.since + lastLook) await deps.clearing.done(clearing)
  } catch (error) {
    await quarantine(deps, clearing, describeError(error))
  }
}

/**
 * After five failed attempts the row waits for an operator and is tried once a day. If the table does not answer, it
 * stays due.
 */
async function quarantine(deps: ClearDeps, { learnerId }: Clearing, reason: string): Promise<void> {
  const later = clearedLater(deps.clock.now())
  const next = await deps.quarantined
    .failed(clearingKey(learnerId), reason, later)
    .catch(error => describeError(error))
  deps.log.error('What somebody wrote waits to be cleared', { learnerId, reason, next })
}

/**
 * Clears up after people who left (withdraws excerpts) or were erased (deletes texts). A failure for one does not
 * stop the others.
 * @param until starts nothing new after this moment.
 */
export async function clearWriting(deps: ClearDeps, until: Instant): Promise<void> {
  const waiting = await deps.clearing.waiting(deps.clock.now(), page)
  for (const one of waiting) if (deps.clock.now() < until) await clearOne(deps, one)
}
