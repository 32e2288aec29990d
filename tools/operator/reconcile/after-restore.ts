import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import type { RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import { restoreLeavers, restoreTexts } from '../../../shared/application/restore/texts-of-gap.ts'
import {
  computeGapRepair,
  type GapRepair,
  repairGap,
} from '../../../shared/application/restore/through-gap.ts'
import { UnreadTexts } from '../../../shared/application/restore/unread-texts.ts'
import { signUpReceived } from '../../../shared/contracts/bus.ts'
import type { EventType } from '../../../shared/domain/domain-event.ts'
import type { LearnerId } from '../../../shared/domain/ids.ts'
import { type Somebody, somebodyIn } from '../../../shared/store/everybody.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { OperatorDeps } from '../deps.ts'
import { withReflections } from '../reflection-stores.ts'
import { checkSuppressed } from './check-suppressed.ts'
import { endCirclesOfGap, keepMetApart } from './circles-of-gap.ts'

/** The effect of a gap on the table, in numbers. */
export interface ThroughGap {
  people: number
  changed: number
  /** Events that are stored, by type. */
  events: Partial<Record<EventType, number>>
  /** Emails that were due in the gap. */
  emails: number
  /** People whom SES put on its suppression list in the gap. */
  suppressed: number
  /** People who signed up in the gap; their addresses were only in the lost table. */
  lost: LearnerId[]
  /** Texts and excerpts that were withdrawn, reported or deleted in the gap. */
  texts: number
  /** Why texts could not be read. Nobody is shown their excerpts; they are to be restored once a release can read them. */
  unreadableTexts: string[]
  /** Active proposals and circles, which end. */
  circles: number
  /** Why proposals and circles could not be read. They wait, and are to be ended once a release can read them. */
  unreadable: string[]
  /** Pairs who were in a circle together and are kept apart from now on. */
  apart: number
  /** People whose rows cannot be read, or whose gap cannot be simulated. They are left as they are, and listed. */
  untouched: { learnerId: LearnerId; reason: string }[]
}

const placeIn = ({ detail }: OutgoingEvent): number[] => [
  Date.parse(detail.at),
  ...detail.id.split('.').slice(-2).map(Number),
]

/** By time; events of one moment in the order of their writing, which their ids show. */
function inOrder(a: OutgoingEvent, b: OutgoingEvent): number {
  const [one, other] = [placeIn(a), placeIn(b)]
  return one.map((value, i) => value - (other[i] ?? 0)).find(Boolean) ?? 0
}

/**
 * The events of each person, oldest first, without duplicates. Received sign-ups belong to nobody; their results are
 * events too.
 */
function byPerson(events: readonly OutgoingEvent[]): Map<LearnerId, OutgoingEvent[]> {
  const ofPeople = events.filter(({ type }) => type !== signUpReceived)
  const once = new Map(ofPeople.map(event => [event.detail.id, event]))
  return Map.groupBy([...once.values()].sort(inOrder), ({ detail }) => detail.learnerId)
}

/** What would become of one person, or why nothing can. Unreadable rows need another version. */
function tryOut(
  stage: RestoreSetting,
  { found }: Somebody,
  told: readonly OutgoingEvent[],
): GapRepair | { reason: string } {
  try {
    if (found?.is !== 'readable') throw found?.error
    return computeGapRepair(stage, found.record, told)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function count(all: ThroughGap, learnerId: LearnerId, repair: GapRepair | undefined): void {
  if (!repair) return
  const { events, emails, signedUpAnew } = repair
  all.changed += events.length > 0 ? 1 : 0
  all.emails += emails
  for (const { type } of events) all.events[type] = (all.events[type] ?? 0) + 1
  if (signedUpAnew) all.lost.push(learnerId)
}

/** People who are not in the table and were not erased in the gap. */
const signedUpAndLost = (strangers: ReadonlyMap<LearnerId, readonly OutgoingEvent[]>): LearnerId[] =>
  [...strangers].flatMap(([id, events]) => (events.some(({ type }) => type === 'LearnerErased') ? [] : [id]))

/**
 * Takes everybody through a gap, or only says what that would do.
 * @param told the bus's events of the gap.
 * @param seen called with the number of people examined.
 */
export async function throughGap(
  deps: OperatorDeps,
  stage: RestoreSetting,
  told: readonly OutgoingEvent[],
  how: { dry: boolean; seen?: (people: number) => void },
): Promise<ThroughGap> {
  const all: ThroughGap = {
    people: 0,
    changed: 0,
    events: {},
    emails: 0,
    suppressed: 0,
    texts: 0,
    unreadableTexts: [],
    circles: 0,
    unreadable: [],
    apart: 0,
    lost: [],
    untouched: [],
  }
  const people = byPerson(told)
  for await (const partition of partitions(deps.table)) {
    all.apart += await keepMetApart(deps, partition, stage.gap, how)
    const somebody = await somebodyIn(deps.table, partition)
    if (!somebody) continue
    const { learnerId } = somebody
    const own = people.get(learnerId) ?? []
    people.delete(learnerId)
    if (!somebody.found) continue
    all.people += 1
    if (all.people % 100 === 0) how.seen?.(all.people)
    const planned = tryOut(stage, somebody, own)
    if ('reason' in planned) all.untouched.push({ learnerId, ...planned })
    else count(all, learnerId, how.dry ? planned : await repairGap(deps, stage, learnerId, own))
  }
  all.lost.push(...signedUpAndLost(people))
  all.suppressed = await passSuppressed(deps, stage, how.dry)
  Object.assign(all, await passTexts(deps, told, all, how), await endCirclesOfGap(deps, how))
  return all
}

/** Once everything is applied, texts and voices are shown again as before. */
async function passTexts(
  deps: OperatorDeps,
  told: readonly OutgoingEvent[],
  { untouched }: ThroughGap,
  { dry }: { dry: boolean },
): Promise<Pick<ThroughGap, 'texts' | 'unreadableTexts'>> {
  const stores = withReflections(deps)
  const unread = new UnreadTexts(stores)
  const texts = await restoreTexts(stores, told.toSorted(inOrder), { dry, onUnreadable: unread.add })
  if (dry) return { texts, unreadableTexts: unread.reasons() }
  const ids = new Set(untouched.map(({ learnerId }) => learnerId))
  await restoreLeavers(stores, told, ids, unread.add)
  await unread.hide()
  // If the state of sharing cannot be read, nothing is shown; `reconcile`, which comes next, names the row.
  for (const { journeyId, version } of await stores.shelves.list(() => {}))
    while (version > 0 && !(await stores.shelves.rename(await stores.shelves.of(journeyId))));
  return { texts, unreadableTexts: unread.reasons() }
}

/** SES's reports of the gap are lost; its suppression list still has the addresses that bounced or complained. */
async function passSuppressed(deps: OperatorDeps, { gap }: RestoreSetting, dry: boolean): Promise<number> {
  const findings = await checkSuppressed(deps, gap.from)
  if (!dry) for (const { repair } of findings) await repair?.()
  return findings.length
}
