import { executeCommand } from '../../../shared/application/execute-command.ts'
import { normaliseAddress } from '../../../shared/contracts/email-address.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { OperatorDeps, Suppressed } from '../deps.ts'
import type { Finding } from './finding.ts'

type SuppressedDeps = Pick<OperatorDeps, 'suppressionList' | 'addresses' | 'learners' | 'clock' | 'library'>

async function missed(deps: SuppressedDeps, { address, because }: Suppressed): Promise<Finding[]> {
  const id = await deps.learners.idOf((await deps.addresses()).ofEmail(normaliseAddress(address)))
  const record = id === undefined ? undefined : await deps.learners.find(id)
  if (!record || record.learner.undeliverable) return []
  const { learner } = record
  const intent =
    because === 'complaint'
      ? { type: 'RecordComplaint' as const }
      : { type: 'RecordBounce' as const, lasting: true, code: 'permanent.suppressed' }
  return [
    {
      kind: 'suppressed-by-ses',
      about: learner.id,
      words: `SES keeps their address on its suppression list since a ${because}`,
      repair: async () => (await executeCommand(deps, learner.id, intent)).outcome === 'done',
    },
  ]
}

/**
 * Finds people whose address SES put on its suppression list since a moment, and whom the table still counts as
 * reachable.
 */
export async function checkSuppressed(deps: SuppressedDeps, since: Instant): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const one of await deps.suppressionList.since(since)) findings.push(...(await missed(deps, one)))
  return findings
}
