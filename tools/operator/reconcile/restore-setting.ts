import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import type { GapEmails, RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import { minute, second } from '../../../shared/domain/duration.ts'
import { holdsBy, isHeld } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Gap } from '../../../shared/store/evidence.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { OperatorDeps } from '../deps.ts'
import type { ChangeSession } from '../operations/session.ts'
import { OperatorProblem } from '../problem.ts'
import { receivedWaiting } from '../received-sign-ups.ts'
import { watched } from '../replay/progress-listener.ts'
import { waitForArchive } from '../replay/replay-archive.ts'

interface AskedGap {
  from: Instant
  until: Instant | undefined
}

/**
 * Returns the gap to go through. A gap whose repair has begun stays as it is: what fell due since then was certainly
 * not sent.
 */
async function gapOf({ evidence, clock }: OperatorDeps, { from, until }: AskedGap): Promise<Gap> {
  const now = clock.now()
  const known = await evidence.lost()
  const gap = { from, until: until ?? (known?.from === from ? known.until : now) }
  if (from > now || gap.until > now) throw new OperatorProblem('A table cannot be restored to the future.')
  if (gap.until < from) throw new OperatorProblem('--until has to be after --after-restore.')
  return gap
}

/**
 * Returns what the repair after a restore works on.
 * @throws OperatorProblem if the gap is invalid
 */
export async function restoreSetting(
  deps: OperatorDeps,
  asked: AskedGap & { emails: GapEmails },
): Promise<RestoreSetting> {
  const gap = await gapOf(deps, asked)
  const heads = await deps.library.list()
  const journeys = Object.fromEntries(heads.map(({ journey }) => [journey.id, journey]))
  return { gap, emails: asked.emails, journeys }
}

/** @throws OperatorProblem unless delivery is held */
export async function onlyWhileHeld({ holds, system }: OperatorDeps): Promise<void> {
  if (isHeld(holdsBy(await holds.all(), 'operator'), 'delivery')) return
  const hold = commandLine(system, 'hold', 'delivery', '--reason', 'a restore')
  throw new OperatorProblem(
    `Delivery is running, and may be sending a second time what was sent in the gap. Nothing was changed. First: ${hold}`,
  )
}

/**
 * A sign-up received before the gap may have been handled and confirmed within the gap, so it has to be in the table
 * first.
 * @throws OperatorProblem while a received sign-up waits
 */
export async function onlyOnceHandled(deps: OperatorDeps): Promise<void> {
  const { length } = await receivedWaiting(deps)
  if (length === 0) return
  throw new OperatorProblem(
    `${counted(length, 'sign-up')} from before the gap ${length === 1 ? 'waits' : 'wait'} to be handled, which deliver-due does within a minute, also while delivery is held back. Run this again then. Nothing was changed.`,
  )
}

/**
 * Reads the events on the bus since the gap began. The pages used the old table until the restored one replaced it,
 * so the window lasts until now.
 * @throws OperatorProblem if the operator stops the wait for the archive
 */
export async function readTold(session: ChangeSession, { gap }: RestoreSetting): Promise<OutgoingEvent[]> {
  const deps = await session.open()
  const until = Math.ceil((deps.clock.now() + 1) / second) * second
  const isComplete = await watched(session, listener => waitForArchive(deps, until, listener))
  if (!isComplete) throw new OperatorProblem('Nothing was changed.')
  session.says(
    'Reading what the bus was told: the archive is replayed to a queue of its own, and starts nothing.',
  )
  return deps.gapEvents.read(gap.from - minute, until, events =>
    session.progress({ done: events, unit: 'events' }),
  )
}
