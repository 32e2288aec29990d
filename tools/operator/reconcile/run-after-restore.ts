import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import type { GapEmails, RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import { holdsBy, isHeld } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Gap } from '../../../shared/store/evidence.ts'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import { progressLine } from '../command/progress.ts'
import { agree, type Changing, type Run, reasonOf } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { styleFor } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import { receivedWaiting } from '../received-sign-ups.ts'
import { waitForArchive } from '../replay/replay-archive.ts'
import { watching } from '../replay/watching.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { type ThroughGap, throughGap } from './after-restore.ts'
import { gapLines, nextLines } from './after-restore-words.ts'

/** What is asked of a way back. */
export interface GapOptions {
  afterRestore?: Instant
  until?: Instant
  unknownAs?: 'sent' | 'not-sent'
}

const second = 1000
const minute = 60_000

/** A gap that was begun to be gone through stays as it is: what fell due since then was certainly not sent. */
async function gapOf({ evidence, clock }: OperatorDeps, from: Instant, until?: Instant): Promise<Gap> {
  const now = clock.now()
  const known = await evidence.lost()
  const gap = { from, until: until ?? (known?.from === from ? known.until : now) }
  if (from > now || gap.until > now) throw new OperatorProblem('A table cannot be restored to the future.')
  if (gap.until < from) throw new OperatorProblem('--until has to be after --after-restore.')
  return gap
}

async function stageOf(deps: OperatorDeps, from: Instant, options: GapOptions): Promise<RestoreSetting> {
  const gap = await gapOf(deps, from, options.until)
  const emails: GapEmails = options.unknownAs ?? 'unknown'
  const heads = await deps.library.list()
  return { gap, emails, journeys: Object.fromEntries(heads.map(({ journey }) => [journey.id, journey])) }
}

async function onlyWhilePaused({ holds, stage }: OperatorDeps): Promise<void> {
  if (isHeld(holdsBy(await holds.all(), 'operator'), 'delivery')) return
  const pause = commandLine(stage, 'pause delivery --reason "a restore"')
  throw new OperatorProblem(
    `Delivery is running, and may be sending a second time what was sent in the gap. First: ${pause}. Nothing was changed.`,
  )
}

/** What was received before the gap was decided in it, perhaps, and its confirmation sent: it has to be in the table first. */
async function onlyOnceHandled(deps: OperatorDeps): Promise<void> {
  const { length } = await receivedWaiting(deps)
  if (length === 0) return
  throw new OperatorProblem(
    `${counted(length, 'sign-up')} from before the gap ${length === 1 ? 'waits' : 'wait'} to be handled, which deliver-due does within a minute, also while delivery is paused. Run this again then. Nothing was changed.`,
  )
}

/** Pages took in what people did until the restored table was put under them, so the window goes on until now. */
async function readTold({ deps, io }: Run, { gap }: RestoreSetting): Promise<OutgoingEvent[]> {
  const until = Math.ceil((deps.clock.now() + 1) / second) * second
  const { listener, end } = watching(io)
  const isComplete = await waitForArchive(deps, until, listener).finally(end)
  if (!isComplete) throw new OperatorProblem('Nothing was changed.')
  const line = progressLine(io)
  io.err(
    'Reading what the bus was told: the archive is replayed to a queue of its own, and starts nothing.\n',
  )
  const told = await deps.gapEvents.read(gap.from - minute, until, events =>
    line.show({ done: events, unit: 'events' }),
  )
  line.end()
  return told
}

async function walk({ deps, io }: Run, stage: RestoreSetting, told: readonly OutgoingEvent[], dry: boolean) {
  const line = progressLine(io)
  const seen = (people: number) => line.show({ done: people, unit: 'people' })
  const through = await throughGap(deps, stage, told, { dry, seen })
  line.end()
  return through
}

const inTrail = ({ people, changed, emails, suppressed, lost, untouched }: ThroughGap) => ({
  ...{ people, changed, emails, suppressed },
  lost: lost.length,
  untouched: untouched.length,
})

const time = (at: Instant): string => new Date(at).toISOString()

/** Takes everybody through the gap of a restored table: says first what that would do, asks, and does it. */
export async function afterRestore(run: Run<Changing & GapOptions>, from: Instant): Promise<Shown> {
  const { deps, io, options } = run
  const why = reasonOf(options)
  const stage = await stageOf(deps, from, options)
  await onlyWhilePaused(deps)
  await onlyOnceHandled(deps)
  io.err(`${scanCostInWords(await scanCost(deps.table))}\n`)
  const told = await readTold(run, stage)
  const dryRun = await walk(run, stage, told, true)
  io.err(`${gapLines(stage, told.length, dryRun, styleFor(false, io.zone)).join('\n')}\n`)
  await agree(run, `Take ${deps.stage} through this gap?`)
  const { gap, emails } = stage
  const about = { from: time(gap.from), until: time(gap.until), emailsAs: emails, events: told.length }
  const through = await audited(deps, { what: 'reconcile after restore', about, why }, async () => {
    await deps.evidence.noteLost(gap)
    const value = await walk(run, stage, told, false)
    return { value, result: inTrail(value) }
  })
  const needsSomebody = through.lost.length + through.untouched.length > 0 || emails === 'unknown'
  return {
    value: { gap: { from: time(gap.from), until: time(gap.until) }, emailsAs: emails, dryRun, through },
    lines: style => [
      ...gapLines(stage, told.length, through, style),
      ...nextLines(deps.stage, stage, through),
    ],
    exitCode: needsSomebody ? exitCodes.trouble : exitCodes.ok,
  }
}
