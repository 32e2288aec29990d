import { evidenceReader } from '../../../shared/application/delivery/evidence.ts'
import { day } from '../../../shared/domain/duration.ts'
import { isHeld } from '../../../shared/domain/hold.ts'
import { somebodyIn } from '../../../shared/store/everybody.ts'
import type { RowRef } from '../../../shared/store/keys.ts'
import { partitions } from '../../../shared/store/scan.ts'
import type { OperatorDeps } from '../deps.ts'
import { AddressBook } from './check-addresses.ts'
import { checkClearing } from './check-clearing.ts'
import { checkOutcomes } from './check-outcomes.ts'
import { checkReceived } from './check-received.ts'
import { checkRows } from './check-rows.ts'
import { SesWord } from './check-ses.ts'
import { checkShelf } from './check-shelf.ts'
import { checkSuppressed } from './check-suppressed.ts'
import { checkUnreadable } from './check-unreadable.ts'
import { type Finding, type FindingKind, findingKinds } from './finding.ts'
import { Recount } from './recount.ts'

/** Further findings of a kind are counted but not kept; they show after some are repaired. */
const maxOfAKind = 10_000

/**
 * Longer than an SES event can be on its way or in a queue, in milliseconds. If an address has been on SES's list for
 * this long and is not suppressed here, its event was lost.
 */
const twoWeeks = 14 * day

/** The result of a reconciliation. */
export interface Findings {
  people: number
  counts: Partial<Record<FindingKind, number>>
  /** Worst first. */
  list: Finding[]
}

async function heldBy({ holds: store, library }: OperatorDeps): Promise<(ref: RowRef) => boolean> {
  const [holds, heads] = await Promise.all([store.all(), library.list()])
  const open = new Set(heads.flatMap(({ journey }) => (isHeld(holds, journey) ? [] : [journey.id])))
  const accountEmailsWait = isHeld(holds, 'delivery') || isHeld(holds, 'planning')
  return ({ journeyId }) => (journeyId === undefined ? accountEmailsWait : !open.has(journeyId))
}

function sorted(all: readonly Finding[]): Pick<Findings, 'counts' | 'list'> {
  const counts: Findings['counts'] = {}
  for (const { kind } of all) counts[kind] = (counts[kind] ?? 0) + 1
  const list = findingKinds.flatMap(kind => all.filter(one => one.kind === kind).slice(0, maxOfAKind))
  return { counts, list }
}

/**
 * Compares everything stored with what SES reported and with the expected data, in one scan of the table. Changes
 * nothing.
 * @param seen called now and then with the number of people checked
 */
export async function reconcile(
  deps: OperatorDeps,
  seen: (people: number) => void = () => {},
): Promise<Findings> {
  const findings: Finding[] = []
  const rowDeps = { ...deps, isHeld: await heldBy(deps) }
  const evidence = { around: evidenceReader(deps.evidence), gap: await deps.evidence.lost() }
  const addresses = new AddressBook(deps)
  const recount = new Recount(deps, evidence.gap?.from ?? 0)
  const ses = new SesWord(deps.clock.now())
  await recount.begin()
  let people = 0
  for await (const partition of partitions(deps.table)) {
    for (const part of [addresses, recount, ses]) part.see(partition)
    for (const check of [checkReceived, checkClearing, checkShelf, checkUnreadable])
      findings.push(...check(partition, deps))
    const somebody = await somebodyIn(deps.table, partition)
    if (!somebody) continue
    for (const part of [addresses, recount]) part.seePerson(somebody)
    findings.push(...checkRows(somebody, rowDeps))
    if (somebody.found?.is === 'readable')
      findings.push(...(await checkOutcomes(deps, evidence, somebody.found.record.learner)))
    people += 1
    if (people % 100 === 0) seen(people)
  }
  const atLast = [
    ...(await addresses.findings()),
    ...(await checkSuppressed(deps, deps.clock.now() - twoWeeks)),
    ...(await recount.findings()),
    ...ses.findings(),
  ]
  return { people, ...sorted([...findings, ...atLast]) }
}

/**
 * Repairs the findings that can be repaired.
 * @returns the number of repairs by kind
 */
export async function repair(list: readonly Finding[]): Promise<Findings['counts']> {
  const repaired: Findings['counts'] = {}
  for (const { kind, repair: putRight } of list)
    if (await putRight?.()) repaired[kind] = (repaired[kind] ?? 0) + 1
  return repaired
}
