import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { day, minute } from '../../../shared/domain/duration.ts'
import { readDailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { stretch } from '../../../shared/store/evidence.ts'
import type { OperatorDeps } from '../deps.ts'

const window = 5 * minute

/** What SES allows, and how much of it is in use. */
export interface Sending extends SendingAccount {
  /** Emails a second that SES accepted, over the last five minutes. */
  lastMinutesPerSecond: number
  /** In seven days, of addresses that are in use here; AWS judges the whole account. */
  lastWeek: { bounced: number; complained: number }
}

async function lastMinutesPerSecond({ evidence, clock }: OperatorDeps): Promise<number> {
  const now = clock.now()
  const batches = (await Promise.all([now, now - stretch].map(at => evidence.ofStretch(at)))).flat()
  const sent = batches.filter(({ at }) => at > now - window).reduce((sum, batch) => sum + batch.sent, 0)
  return (sent * 1000) / window
}

async function lastWeek({ table, clock }: OperatorDeps): Promise<Sending['lastWeek']> {
  const now = clock.now()
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const days = await readDailyStatistics(table, 'counters', accountEmails, dayOf(now - 6 * day), dayOf(now))
  const total = (name: string) => days.reduce((sum, { statistics }) => sum + (statistics[name] ?? 0), 0)
  return { bounced: total('event.EmailBounced.lasting'), complained: total('event.EmailComplained') }
}

/** Asks SES, and looks at what has gone out lately. */
export async function readSending(deps: OperatorDeps): Promise<Sending> {
  const [account, perSecond, week] = await Promise.all([
    deps.account(),
    lastMinutesPerSecond(deps),
    lastWeek(deps),
  ])
  return { ...account, lastMinutesPerSecond: perSecond, lastWeek: week }
}
