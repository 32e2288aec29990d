import { type AuditDetails, auditStore } from '../../shared/store/audit.ts'
import { audited } from '../operator/audited.ts'
import type { World } from '../simulation/world.ts'

/**
 * Acts as an operator would, with the same audit entry.
 * @param what the command, such as `circles on`
 */
export async function asOperator(
  { deps, table }: World,
  what: string,
  about: AuditDetails,
  work: () => Promise<unknown>,
): Promise<void> {
  const who = async () => 'arn:aws:sts::000000000000:assumed-role/Operator/demo'
  const auditing = { audit: auditStore(table), clock: deps.clock, random: deps.random, who }
  await audited(auditing, { what, about, why: 'the demo' }, async () => ({ value: await work() }))
}
