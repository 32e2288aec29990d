import type { Clock } from '../adapters/clock.ts'
import type { Log } from '../adapters/log.ts'
import type { Mailer, SendingAccount } from '../adapters/mailer.ts'
import { day, minute } from '../domain/duration.ts'
import type { AllowanceStore } from '../store/allowance.ts'
import type { PaceStore } from '../store/pace.ts'

/** Dependencies of asking SES for its limits. */
export interface SendingAccountDeps {
  mailer: Pick<Mailer, 'account'>
  pace: Pick<PaceStore, 'countFrom'>
  allowance: AllowanceStore
  clock: Pick<Clock, 'now'>
  log: Log
}

/**
 * How long an answer of SES counts as current, in milliseconds. SES allows about one such request a second, so all
 * workers together ask about once a minute.
 */
const fresh = minute

/**
 * How long SES's last answer is used if it does not answer, in milliseconds. Limits seldom change, and SES rejects
 * what exceeds them.
 */
const usable = day

/**
 * SES's limits, at most a minute old, or its last answer while it does not answer. Each answer resets our own 24-hour
 * count to SES's.
 * @returns a function that gives the limits. It throws if SES does not answer and has not within a day.
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
