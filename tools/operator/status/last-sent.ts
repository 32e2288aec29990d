import { day } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { type BatchEvidence, stretch } from '../../../shared/store/evidence.ts'
import { paceStore } from '../../../shared/store/pace.ts'
import type { OperatorDeps } from '../deps.ts'

/** As far back as an email that SES took is looked for. */
const lookBack = day

/** Stretches of evidence that are read at a time. */
const atATime = 3

/** What is known of the last emails. */
export interface LastSent {
  /** When an email was last handed to SES, whatever it said; absent before the first. */
  triedAt?: Instant
  /** When SES last took one; absent where it has taken none in the day before that. */
  sentAt?: Instant
  /** The last of those that SES has spoken of since. */
  toldOf?: Instant
}

type Deps = Pick<OperatorDeps, 'evidence' | 'table'>

const latest = (batches: readonly BatchEvidence[]): Instant | undefined =>
  batches.length > 0 ? Math.max(...batches.map(({ at }) => at)) : undefined

async function batchesBefore({ evidence }: Deps, at: Instant): Promise<BatchEvidence[]> {
  const stretches = Array.from({ length: atATime }, (_, i) => evidence.ofStretch(at - i * stretch))
  return (await Promise.all(stretches)).flat()
}

/** When SES last took an email, and how far it has spoken of them: from where delivery was last, backwards. */
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
