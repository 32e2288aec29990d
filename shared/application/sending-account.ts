import type { Clock } from '../adapters/clock.ts'
import type { Mailer, SendingAccount } from '../adapters/mailer.ts'
import type { PaceStore } from '../store/pace.ts'

/** SES answers about one such question a second, so it is asked at most once a minute. */
const fresh = 60_000

/** What SES allows, remembered for a minute; with each new answer, our own count of emails since begins anew. */
export function sendingAccount(mailer: Mailer, pace: PaceStore, clock: Clock): () => Promise<SendingAccount> {
  let known: { at: number; account: SendingAccount } | undefined
  return async () => {
    const now = clock.now()
    if (known && Math.abs(now - known.at) < fresh) return known.account
    const account = await mailer.account()
    await pace.resetUsed()
    known = { at: now, account }
    return account
  }
}
