import type { Log } from '../../adapters/log.ts'
import { errorWords } from '../../contracts/error-words.ts'
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
import { eachOf } from '../each-of.ts'
import { transacted } from '../transacted.ts'
import { takingOff } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** What bringing somebody's writing in step with where they stand needs. */
export type ClearWritingDeps = ReflectionDeps & { learners: Pick<LearnerStore, 'find'> }

/** What looking after the writing of who left or was erased needs. */
export interface ClearDeps extends ClearWritingDeps, TakeOutDeps {
  clearing: ClearingStore
  quarantined: QuarantineStore
  log: Log
}

/** What becomes of a text: it stays as it is, what is shared of it is taken back, or it goes. */
type Fate = 'stays' | 'taken-back' | 'goes'

function fateOf(learner: Learner | undefined, { journeyId, epoch, sharing }: Reflection): Fate {
  if (!learner) return 'goes'
  if (sharing.is === 'private') return 'stays'
  const enrolment = learner.enrolments[journeyId]
  const takesPart = learner.status === 'active' && learner.epoch === epoch && enrolment?.phase.is !== 'left'
  return takesPart ? 'stays' : 'taken-back'
}

/** Takes back what somebody shares who has left, and takes away what was written by who is erased. */
export async function clearWritingOf(deps: ClearWritingDeps, learnerId: LearnerId): Promise<void> {
  const learner = (await deps.learners.find(learnerId))?.learner
  await clear(deps, learnerId, reflection => fateOf(learner, reflection))
}

/**
 * Takes back whatever somebody shares; their texts stay.
 * @param last goes only once all others are: by it an operator finds them again, should a fault cut this off.
 */
export const takeBackAll = (deps: ReflectionDeps, learnerId: LearnerId, last?: VoiceId): Promise<void> =>
  clear(deps, learnerId, ({ sharing }) => (sharing.is === 'private' ? 'stays' : 'taken-back'), last)

/**
 * Each text in a transaction of its own, so that whoever is cut off goes on where they stopped; and one that cannot be read keeps no
 * other.
 * @throws what went wrong with the first that did not go well.
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
    transacted(deps.table, async () => {
      const before = await deps.reflections.get(reflection)
      const fate = before ? fateIn(before.reflection) : 'stays'
      if (!before || fate === 'stays') return { writes: [], answer: undefined }
      const now = deps.clock.now()
      const after = fate === 'goes' ? undefined : withdraw(before.reflection, now)
      return { writes: await takingOff(deps, before, after), answer: undefined }
    })
  const isLast = ({ reflection }: StoredReflection) => last !== undefined && voiceOf(reflection) === last
  await eachOf(
    texts.filter(text => !isLast(text)),
    clearText,
  )
  await eachOf(texts.filter(isLast), clearText)
  if (unread[0]) throw unread[0]
}

/** A page that kept a text while its writer was erased has answered by then. */
const lastLook = 30 * second
const page = 100

async function clearOne(deps: ClearDeps, clearing: Clearing): Promise<void> {
  try {
    const steps = [
      () => clearWritingOf(deps, clearing.learnerId),
      async () => takeOutOfGroups(deps, clearing.learnerId, await deps.clearing.groupsOf(clearing)),
    ]
    await eachOf(steps, step => step())
    if (deps.clock.now() >= clearing.since + lastLook) await deps.clearing.done(clearing)
  } catch (error) {
    await quarantine(deps, clearing, errorWords(error))
  }
}

/** What fails five times waits for an operator, and is tried once a day. Where the table does not answer, it stays due. */
async function quarantine(deps: ClearDeps, { learnerId }: Clearing, reason: string): Promise<void> {
  const later = clearedLater(deps.clock.now())
  const next = await deps.quarantined
    .failed(clearingKey(learnerId), reason, later)
    .catch(error => errorWords(error))
  deps.log.error('What somebody wrote waits to be cleared', { learnerId, reason, next })
}

/**
 * Takes back what is shared by who has left, and takes away what was written by who is erased. Nobody waits for another's that fails.
 * @param until begins nothing new after this moment.
 */
export async function clearWriting(deps: ClearDeps, until: Instant): Promise<void> {
  const waiting = await deps.clearing.waiting(deps.clock.now(), page)
  for (const one of waiting) if (deps.clock.now() < until) await clearOne(deps, one)
}
