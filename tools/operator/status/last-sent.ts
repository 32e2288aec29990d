import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { type BatchEvidence, stretch } from '../../../shared/store/evidence.ts'
import { paceStore } from '../../../shared/store/pace.ts'
import type { OperatorDeps } from '../deps.ts'

/** How far back this looks for an accepted email, in milliseconds. */
const lookBack = day

/** Time spans of evidence that are read at once. */
const atATime = 3

/** What is known about the last emails. */
export interface LastSent {
  /** When an email was last handed to SES, whatever its answer; absent before the first. */
  triedAt?: Instant
  /** When SES last accepted an email; absent if it accepted none in the preceding day. */
  sentAt?: Instant
  /** When SES accepted the newest email that it has reported on. */
  toldOf?: Instant
}

type Deps = Pick<OperatorDeps, 'evidence' | 'table'>

const latest = (batches: readonly BatchEvidence[]): Instant | undefined =>
  batches.length > 0 ? Math.max(...batches.map(({ at }) => at)) : undefined

async function batchesBefore({ evidence }: Deps, at: Instant): Promise<BatchEvidence[]> {
  const stretches = Array.from({ length: atATime }, (_, i) => evidence.ofStretch(at - i * stretch))
  return (await Promise.all(stretches)).flat()
}

/** Finds when SES last accepted an email, and how far its reports go, backwards from delivery's last position. */
export async function readLastSent(deps: Deps): Promise<LastSent> {
  const triedAt = await paceStore(deps.table).lastSlot()
  if (triedAt === undefined) return {}
  for (let at = triedAt; at > triedAt - lookBack; at -= atATime * stretch) {
    const batches = await batchesBefore(deps, at)
    const sentAt = latest(batches.filter(({ sent }) => sent > 0))
    const toldOf = latest(batches.filter(({ seen }) => seen > 0))
    if (sentAt !== undefined) return { triedAt, sentAt, ...(toldOf !== undefined && { toldOf }) }
  }
  return { triedAt }
}
