import { emailId } from '../../domain/email-id.ts'
import { tellsTheBrakes } from '../../domain/email-kind-groups.ts'
import { originOf } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import type { Withheld } from '../handle-sign-up.ts'
import { type AdmissionDeps, admission } from './admission.ts'
import type { Planned } from './planned.ts'

/** The email that there would be. */
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
 * Of these none can be made at will: an address that cannot be reached has bounced before, or is an operator's doing. All
 * others are left out where bounces are compared with what was sent, so that nobody dilutes a storm by them.
 */
const asIfSent: readonly Withheld['reason'][] = ['undeliverable', 'old-address', 'ended-since']

/**
 * Counts what was asked for and brings no email under the ceiling and the brakes as if one went out. Otherwise the wait of
 * whoever signs up next, with an address of their own, would tell them whether this one is known.
 */
export async function countWithheld(deps: AdmissionDeps, withheld: Withheld): Promise<void> {
  const at = deps.clock.now()
  const planned = asPlanned(withheld, at)
  const { now } = await admission(deps)([planned])
  const as = asIfSent.includes(withheld.reason) && tellsTheBrakes(planned.email) ? 'sent' : 'withheld'
  if (now.length > 0) await deps.confirmations.noteSent([originOf(withheld.record, planned.email)], at, as)
}
