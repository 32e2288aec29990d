import type { Clock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import type { Mailer, SendingAccount } from '../adapters/mailer.ts'
import { day, minute } from '../domain/duration.ts'
import type { AllowanceStore } from '../store/allowance.ts'
import type { PaceStore } from '../store/pace.ts'

/** What finding out needs of the world. */
export interface SendingAccountDeps {
  mailer: Pick<Mailer, 'account'>
  pace: Pick<PaceStore, 'countFrom'>
  allowance: AllowanceStore
  clock: Pick<Clock, 'now'>
  log: Log
}

/** SES answers about one such question a second, so all workers together ask about once a minute. */
const fresh = minute

/** When SES does not say, its last word holds for so long: rates seldom change, and it rejects what is too much. */
const usable = day

/**
 * What SES allows, not older than a minute, or its last word while it does not answer. With each answer, our own count
 * of the last 24 hours begins from SES's.
 * @returns what to ask; it throws when SES does not answer and has not lately.
 */
export function sendingAccount(deps: SendingAccountDeps): () => Promise<SendingAccount> {
  const { mailer, pace, allowance, clock, log } = deps
  const ask = async (askedAt: number) => {
    const account = await mailer.account()
    await pace.countFrom(account.sentLast24Hours)
    await allowance.keep({ ...account, askedAt })
    return { ...account, askedAt }
  }

  let known: (SendingAccount & { askedAt: number }) | undefined
  return async () => {
    const now = clock.now()
    const isYounger = (age: number) => known !== undefined && Math.abs(now - known.askedAt) < age
    if (known && isYounger(fresh)) return known
    known = await allowance.last()
    if (known && isYounger(fresh)) return known
    try {
      known = await ask(now)
    } catch (error) {
      if (!known || !isYounger(usable)) throw error
      log.warn('SES did not say what it allows; its last word holds', { reason: String(error) })
      known = { ...known, askedAt: now }
    }
    return known
  }
}
