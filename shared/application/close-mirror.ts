import type { Clock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import { closeCircles, closeWorths } from '../domain/circles/close-circles.ts'
import { minute } from '../domain/duration.ts'
import type { Instant, JourneyId } from '../domain/ids.ts'
import { closeGaps, closeSnapshot, partRetired } from '../domain/mirror-close.ts'
import {
  countPerson,
  countReplies,
  countRound,
  emptyTally,
  type Rounds,
  type Tally,
} from '../domain/mirror-tally.ts'
import { lastMondayNight } from '../domain/mirror-week.ts'
import { closeTogether } from '../domain/together.ts'
import { invitedIn, invitedSignUps } from '../store/invited-sign-ups.ts'
import type { MirrorStore, Pass } from '../store/mirror.ts'
import { countedAttributes, countedPerson } from '../store/mirror-rows.ts'
import { countedOfRound, roundAttributes } from '../store/round-rows.ts'
import { isRoundWhole } from '../store/rounds.ts'
import type { Item, TableScan } from '../store/table.ts'
import { type OnUnreadable, type UnreadableRow, unlessUnreadable } from '../store/unreadable-row.ts'
import { type Against, against } from './held-against.ts'
import { inSequence } from './in-sequence.ts'
import type { JourneyLibrary } from './journey-library.ts'

/** Dependencies of the weekly closing. */
export interface CloseDeps {
  clock: Pick<Clock, 'now'>
  library: Pick<JourneyLibrary, 'list'>
  mirror: MirrorStore
  table: Pick<TableScan, 'scan'>
}

/** How often a pass stores its progress, in milliseconds. A later run reads no more than that again. */
const keptEvery = minute

/** The attributes read of each row. */
const asked = [...countedAttributes, ...roundAttributes, invitedSignUps]

/** The most unreadable rows that are named in a report. */
const maxNamed = 20

function note({ unreadable }: Pass, { pk, sk }: Pick<Item, 'pk' | 'sk'>): void {
  const row = `${pk} ${sk}`
  if (unreadable.length < maxNamed && !unreadable.includes(row)) unreadable.push(row)
}

function tallyOf({ tallies }: Pass, journeyId: JourneyId): Tally {
  tallies[journeyId] ??= emptyTally()
  return tallies[journeyId]
}

function countRow(pass: Pass, item: Item, held: Against): void {
  const person = countedPerson(item)
  if (person) countPerson(tallyOf(pass, person.journeyId), held(person.journeyId), person)
  const of = countedOfRound(item, pass.startedAt)
  if (of) countRound(tallyOf(pass, of.journeyId), of.id, of.figures)
  const came = invitedIn(item)
  if (came) tallyOf(pass, came.journeyId).invited += came.people
}

/** A row that cannot be read does not stop the counting of others. */
function countOrNote(pass: Pass, item: Item, held: Against): void {
  pass.rows += 1
  try {
    countRow(pass, item, held)
  } catch {
    note(pass, item)
  }
}

const noting =
  (pass: Pass): OnUnreadable =>
  ({ pk, sk = '' }) =>
    note(pass, { pk, sk })

/**
 * A new pass. Erased people are counted first, so that a person who is erased during the pass is counted at most
 * once.
 */
async function begin({ clock, mirror }: CloseDeps, held: Against): Promise<Pass> {
  const pass: Pass = { startedAt: clock.now(), isCounted: false, rows: 0, unreadable: [], tallies: {} }
  for (const { journeyId, answers } of await mirror.erased(noting(pass)))
    for (const { replies, times } of answers)
      countReplies(tallyOf(pass, journeyId), held(journeyId), replies, times)
  return pass
}

/**
 * Reads rows from the position of a pass until all are counted or time is up.
 * @param kept called regularly to store the progress; returns whether to continue.
 */
async function count(
  deps: CloseDeps,
  pass: Pass,
  held: Against,
  until: Instant,
  kept: (pass: Pass) => Promise<boolean>,
): Promise<void> {
  let keptAt = deps.clock.now()
  while (!pass.isCounted && deps.clock.now() < until) {
    const { items, after } = await deps.table.scan(pass.after, asked)
    for (const item of items) countOrNote(pass, item, held)
    if (after) pass.after = after
    pass.isCounted = !after
    if (deps.clock.now() - keptAt < keptEvery) continue
    if (!(await kept(pass))) return
    keptAt = deps.clock.now()
  }
}

/** Rounds of which nothing had expired when the pass began. Figures of earlier rounds stay as they are. */
const roundsAnew = ({ rounds }: Tally, { startedAt }: Pass): Rounds =>
  Object.fromEntries(Object.entries(rounds).filter(([sunday]) => isRoundWhole(sunday, startedAt)))

async function showJourney(
  { clock, mirror }: CloseDeps,
  pass: Pass,
  held: Against,
  [journeyId, tally]: [JourneyId, Tally],
): Promise<void> {
  const { before, together, asks, unreadable } = held(journeyId)
  if (unreadable) throw unreadable
  const last = (await mirror.closings(journeyId)).at(-1)
  const gaps = closeGaps(last?.gaps ?? {}, tally.gaps)
  const at = clock.now()
  const parted = partRetired(closeSnapshot(before, tally, at), asks)
  const rounds = roundsAnew(tally, pass)
  const all = Object.values({ ...(await mirror.rounds(journeyId)), ...rounds })
  const worths = closeWorths(last?.worths, all)
  const circles = closeCircles(together?.circles, all, worths)
  const anew = { ...closeTogether(together, tally, gaps, at), ...(circles && { circles }) }
  await mirror.show(journeyId, { ...parted, gaps, worths, rounds, together: anew })
}

/**
 * Publishes what a pass has counted. Idempotent. A journey that another pass closed after this one began is left
 * alone: comparing two snapshots so close together would reveal the few people in between. A failing journey does not
 * stop the others.
 * @returns the unreadable rows for which a journey was left as it was.
 */
async function show(deps: CloseDeps, pass: Pass, held: Against, only?: JourneyId): Promise<UnreadableRow[]> {
  const unreadable: UnreadableRow[] = []
  const onUnreadable: OnUnreadable = row => unreadable.push(row)
  // `held` has the unreadable ones.
  const shown = await deps.mirror.shown(() => {})
  const isToShow = ([journeyId]: [JourneyId, Tally]): boolean =>
    (only === undefined || only === journeyId) && (shown.get(journeyId)?.snapshot.at ?? 0) <= pass.startedAt
  await inSequence(Object.entries(pass.tallies).filter(isToShow), one =>
    unlessUnreadable(showJourney(deps, pass, held, one), onUnreadable),
  )
  return unreadable
}

/** The result of a closing. */
export interface Closed {
  is: 'closed' | 'under-way' | 'taken-over'
  rows: number
  unreadable: readonly string[]
}

/**
 * Counts and publishes at once, independent of a pass in progress.
 * @param only the one journey to publish; all if undefined.
 */
export async function closeAtOnce(
  deps: CloseDeps,
  only: JourneyId | undefined,
  told: (rows: number) => void,
): Promise<Closed> {
  const held = await against(deps)
  const pass = await begin(deps, held)
  await count(deps, pass, held, Number.POSITIVE_INFINITY, async ({ rows }) => {
    told(rows)
    return true
  })
  for (const row of await show(deps, pass, held, only)) noting(pass)(row)
  return { is: 'closed', rows: pass.rows, unreadable: pass.unreadable }
}

/** A journey that could not be closed for a week does not delay the next closing of the others. */
const isOutdated = ({ isCounted, startedAt }: Pass, now: Instant): boolean =>
  isCounted && startedAt < lastMondayNight(now)

/**
 * Continues the pass in progress, or begins one, until time is up. A later run continues.
 * @throws UnreadableRow if a journey was left as it was, after all others were closed. The next run tries again.
 */
export async function closeInSegments(deps: CloseDeps, until: Instant): Promise<Closed> {
  const held = await against(deps)
  const { under, version: found } = await deps.mirror.pass()
  const goesOn = under !== undefined && !isOutdated(under, deps.clock.now())
  const pass = goesOn ? under : await begin(deps, held)
  let version = found
  let isOurs = true
  const keep = async () => {
    isOurs &&= await deps.mirror.keepPass(pass, version)
    version += 1
    return isOurs
  }
  await count(deps, pass, held, until, keep)
  if (isOurs) await keep()
  const { rows, unreadable } = pass
  if (!isOurs) return { is: 'taken-over', rows, unreadable }
  if (!pass.isCounted) return { is: 'under-way', rows, unreadable }
  const [first] = await show(deps, pass, held)
  if (first) throw first
  await deps.mirror.endPass(version, deps.clock.now())
  return { is: 'closed', rows, unreadable }
}

/** The longest run, in milliseconds. Lambda ends it after fourteen minutes. */
const runFor = 12 * minute

/** Continues a pass in progress, or begins one if a Monday night has passed since the last. */
export async function closeWhenDue({ log, ...deps }: CloseDeps & { log: Log }): Promise<void> {
  const now = deps.clock.now()
  const { under, endedAt = 0 } = await deps.mirror.pass()
  if (!under && endedAt >= lastMondayNight(now)) return
  const { is, rows, unreadable } = await closeInSegments(deps, now + runFor)
  log.info('What people answered was counted', { is, rows })
  if (unreadable.length > 0) log.error('Rows could not be read, and are not counted', { rows: unreadable })
}
