import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import type { RestoreSetting } from '../../../shared/application/restore/restore-setting.ts'
import { restoreLeavers, restoreTexts } from '../../../shared/application/restore/texts-of-gap.ts'
import { type Passage, passageOf, passThrough } from '../../../shared/application/restore/through-gap.ts'
import { signUpReceived } from '../../../shared/contracts/bus.ts'
import type { EventType } from '../../../shared/domain/domain-event.ts'
import type { LearnerId } from '../../../shared/domain/ids.ts'
import { type Somebody, somebodyIn } from '../../../shared/store/everybody.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { OperatorDeps } from '../deps.ts'
import { withReflections } from '../reflection-stores.ts'
import { checkSuppressed } from './check-suppressed.ts'
import { endCirclesOfGap, keepMetApart } from './circles-of-gap.ts'

/** What going through a gap makes of the table, in numbers. */
export interface ThroughGap {
  people: number
  changed: number
  /** What is written into people's histories, by type. */
  events: Partial<Record<EventType, number>>
  /** Emails that fell due in the gap. */
  emails: number
  /** People whom SES has put on its suppression list in the gap. */
  suppressed: number
  /** People who signed up in the gap: their addresses stood in the table alone. */
  lost: LearnerId[]
  /** Texts and excerpts that were taken back, reported or deleted in the gap. */
  texts: number
  /** Proposals and circles that were under way, and end. */
  circles: number
  /** Why proposals and circles could not be read: they stand still, and are to be ended once a release reads them. */
  unreadable: string[]
  /** Pairs who were in a circle together, and are kept apart from now on. */
  apart: number
  /** People whose rows cannot be read, or whose way through the gap makes no sense: left as they are, and listed. */
  untouched: { learnerId: LearnerId; reason: string }[]
}

const placeIn = ({ detail }: OutgoingEvent): number[] => [
  Date.parse(detail.at),
  ...detail.id.split('.').slice(-2).map(Number),
]

/** By time; what was written at one moment, in the order of its writing, which its id tells. */
function inOrder(a: OutgoingEvent, b: OutgoingEvent): number {
  const [one, other] = [placeIn(a), placeIn(b)]
  return one.map((value, i) => value - (other[i] ?? 0)).find(Boolean) ?? 0
}

/** The events of each person, oldest first, each once. That a sign-up was received is nobody's: what it led to is told. */
function byPerson(events: readonly OutgoingEvent[]): Map<LearnerId, OutgoingEvent[]> {
  const ofPeople = events.filter(({ type }) => type !== signUpReceived)
  const once = new Map(ofPeople.map(event => [event.detail.id, event]))
  return Map.groupBy([...once.values()].sort(inOrder), ({ detail }) => detail.learnerId)
}

/** What would become of one person; or why nothing can. Rows that cannot be read are for another version to read. */
function tryOut(
  stage: RestoreSetting,
  { found }: Somebody,
  told: readonly OutgoingEvent[],
): Passage | { reason: string } {
  try {
    if (found?.is !== 'readable') throw found?.error
    return passageOf(stage, found.record, told)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function count(all: ThroughGap, learnerId: LearnerId, passage: Passage | undefined): void {
  if (!passage) return
  const { events, emails, signedUpAnew } = passage
  all.changed += events.length > 0 ? 1 : 0
  all.emails += emails
  for (const { type } of events) all.events[type] = (all.events[type] ?? 0) + 1
  if (signedUpAnew) all.lost.push(learnerId)
}

/** Who is not in the table, and was not erased in the gap either. */
const signedUpAndLost = (strangers: ReadonlyMap<LearnerId, readonly OutgoingEvent[]>): LearnerId[] =>
  [...strangers].flatMap(([id, events]) => (events.some(({ type }) => type === 'LearnerErased') ? [] : [id]))

/**
 * Takes everybody through a gap, or only says what that would do.
 * @param told what the bus was told in the gap.
 * @param seen told now and then how many people have been looked at.
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
    else count(all, learnerId, how.dry ? planned : await passThrough(deps, stage, learnerId, own))
  }
  all.lost.push(...signedUpAndLost(people))
  all.suppressed = await passSuppressed(deps, stage, how.dry)
  all.texts = await passTexts(deps, told, all, how.dry)
  Object.assign(all, await endCirclesOfGap(deps, how))
  return all
}

/** Once all of it is taken in, what was shown before is shown again. */
async function passTexts(
  deps: OperatorDeps,
  told: readonly OutgoingEvent[],
  { untouched }: ThroughGap,
  dry: boolean,
): Promise<number> {
  const stores = withReflections(deps)
  const changed = await restoreTexts(stores, told.toSorted(inOrder), { dry })
  if (dry) return changed
  await restoreLeavers(stores, told, new Set(untouched.map(({ learnerId }) => learnerId)))
  // Where it cannot be read how sharing stands, nothing is shown; `reconcile`, which comes next, names the row.
  for (const { journeyId, version } of await stores.shelves.list(() => {}))
    while (version > 0 && !(await stores.shelves.rename(await stores.shelves.of(journeyId))));
  return changed
}

/** What SES said of bounces and complaints in the gap is gone; its suppression list has not forgotten. */
async function passSuppressed(deps: OperatorDeps, { gap }: RestoreSetting, dry: boolean): Promise<number> {
  const findings = await checkSuppressed(deps, gap.from)
  if (!dry) for (const { repair } of findings) await repair?.()
  return findings.length
}
