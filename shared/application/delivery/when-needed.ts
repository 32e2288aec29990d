import type { SendingAccount } from '../../adapters/mailer.ts'
import type { DueContext } from '../../domain/due.ts'
import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'
import type { Admit } from './admission.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Plan } from './plan.ts'
import type { EmailSender } from './sender.ts'

// Most ticks find nobody who is due. They start without the engine and the texts of emails, which are loaded on first
// use, once for all runs of a process.

/** Plans a page of people; loads the engine. */
export async function plan(
  deps: DeliveryDeps,
  turn: DueContext,
  refs: readonly DueRef[],
  admit?: Admit,
): Promise<Plan> {
  if (refs.length === 0) return { toSend: [], unknown: 0 }
  const engine = await import('./plan.ts')
  return engine.plan(deps, turn, refs, admit)
}

/** Makes a sender for one worker and one run; loads the texts of emails. */
export async function emailSender(
  deps: DeliveryDeps,
  account: SendingAccount,
  worker: string,
  until: Instant,
): Promise<EmailSender> {
  const { EmailSender } = await import('./sender.ts')
  return new EmailSender(deps, account, worker, until)
}
