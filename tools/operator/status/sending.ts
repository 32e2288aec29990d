import type { SendingAccount } from '../../../shared/adapters/mailer.ts'
import { quotaFor } from '../../../shared/application/delivery/quota.ts'
import { day, minute } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import { readDailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { accountEmails } from '../../../shared/store/due.ts'
import { stretch } from '../../../shared/store/evidence.ts'
import { duration } from '../command/format.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Backlog } from './backlog.ts'
import { type LastSent, readLastSent } from './last-sent.ts'

const window = 5 * minute

/** The limits of SES, and their use. */
export interface Sending extends SendingAccount {
  /** Emails a second that SES accepted, over the last five minutes. */
  lastMinutesPerSecond: number
  /** Of the last seven days, for addresses in use here; AWS judges the whole account. */
  lastWeek: { bounced: number; complained: number }
  last: LastSent
}

/** The data for the check whether sending has stopped. */
interface Known {
  sending: Sending
  backlog: Pick<Backlog, 'overdue'>
}

async function lastMinutesPerSecond({ evidence, clock }: OperatorDeps): Promise<number> {
  const now = clock.now()
  const batches = (await Promise.all([now, now - stretch].map(at => evidence.ofStretch(at)))).flat()
  const sent = batches.filter(({ at }) => at > now - window).reduce((sum, batch) => sum + batch.sent, 0)
  return (sent * 1000) / window
}

async function lastWeek({ table, clock }: OperatorDeps): Promise<Sending['lastWeek']> {
  const now = clock.now()
  const days = await readDailyStatistics(table, 'counters', accountEmails, utcDay(now - 6 * day), utcDay(now))
  const total = (name: string) => days.reduce((sum, { statistics }) => sum + (statistics[name] ?? 0), 0)
  return { bounced: total('event.EmailBounced.lasting'), complained: total('event.EmailComplained') }
}

/** Reads the limits of SES, and the emails sent lately. */
export async function readSending(deps: OperatorDeps): Promise<Sending> {
  const [account, perSecond, week, last] = await Promise.all([
    deps.account(),
    lastMinutesPerSecond(deps),
    lastWeek(deps),
    readLastSent(deps),
  ])
  return { ...account, lastMinutesPerSecond: perSecond, lastWeek: week, last }
}

/** Whether emails are overdue, the quota has room, and none was sent lately. */
export function standsStill({ sending, backlog }: Known): boolean {
  const { lastMinutesPerSecond, enabled, per24Hours, sentLast24Hours } = sending
  const isSilent = lastMinutesPerSecond === 0 && sentLast24Hours < quotaFor(per24Hours, 'others')
  return backlog.overdue > 0 && (!enabled || isSilent)
}

/** How long nothing has been sent. */
export function silenceWords({ last: { sentAt, triedAt } }: Sending, at: Instant): string {
  if (sentAt !== undefined) return `nothing has been sent for ${duration(at - sentAt)}`
  if (triedAt === undefined) return 'nothing has ever been sent'
  return `SES has taken nothing for more than a day; an email was last handed to it ${duration(at - triedAt)} ago`
}
