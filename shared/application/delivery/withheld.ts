import { emailId } from '../../domain/email-id.ts'
import { countsForBrakes } from '../../domain/email-kind-groups.ts'
import { originOf } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import type { Withheld } from '../handle-sign-up.ts'
import { type AdmissionDeps, admission } from './admission.ts'
import type { Planned } from './planned.ts'

/** The email as it would have been planned. */
function asPlanned({ record, kind }: Withheld, at: number): Planned {
  const { learner } = record
  const { id, epoch, emailCount: occurrence } = learner
  const email = { kind, occurrence }
  return {
    record,
    change: changeBy(learner, { outcome: 'nothing-due', events: [] }),
    email: { ...email, id: emailId(id, epoch, email) },
    command: { type: 'DeliverDue', at, by: '' },
  }
}

/**
 * Reasons that nobody can cause at will: the address bounced before, or an operator acted. All others are left out
 * when bounces are compared with sent emails, so that nobody can dilute a storm with them.
 */
const asIfSent: readonly Withheld['reason'][] = ['undeliverable', 'old-address', 'ended-since']

/**
 * Counts a request without an email for the ceiling and the brakes as if one had gone out. Otherwise the wait of a
 * person's own next sign-up would tell them whether this address is known.
 */
export async function countWithheld(deps: AdmissionDeps, withheld: Withheld): Promise<void> {
  const at = deps.clock.now()
  const planned = asPlanned(withheld, at)
  const { now } = await admission(deps)([planned])
  const as = asIfSent.includes(withheld.reason) && countsForBrakes(planned.email) ? 'sent' : 'withheld'
  if (now.length > 0) await deps.confirmations.noteSent([originOf(withheld.record, planned.email)], at, as)
}
