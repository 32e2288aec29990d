import { minute } from '../../../shared/domain/duration.ts'
import { holdsBy } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { AuditEntry } from '../../../shared/store/audit.ts'
import { counted, formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { peopleWords } from '../people-now.ts'
import { goOnWords } from '../replay/replay-in-words.ts'
import { atWorkLines } from './at-work.ts'
import type { Forecast } from './forecast.ts'
import { heldLines } from './held-words.ts'
import { silenceWords, standsStill } from './sending.ts'
import type { Status } from './status.ts'

function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute)
  if (minutes < 1) return 'under a minute'
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

function backlogWords({ backlog, at }: Status, style: Style): string {
  const { due, overdue, held, oldestDueAt, atLeast } = backlog
  const more = atLeast ? 'at least ' : ''
  const parts = [`${more}${formatNumber(due)} due`, `${formatNumber(overdue)} overdue`]
  if (oldestDueAt !== undefined) parts.push(`the oldest for ${duration(at - oldestDueAt)}`)
  if (held > 0) parts.push(`${formatNumber(held)} held back`)
  return overdue > 0 ? style.bad(parts.join(', ')) : parts.join(', ')
}

/** @param ends when everything due now will have been sent, or how long that takes if not all is due yet */
function forecastWords(
  forecast: Forecast | undefined,
  what: string,
  ends: (clearsAt: Instant) => string,
): string[] {
  if (!forecast || forecast.emails === 0) return []
  const { emails, clearsAt, perSecond, limitedBy } = forecast
  const pace =
    limitedBy === 'rate'
      ? `at ${formatNumber(perSecond)} a second`
      : 'as fast as the quota of 24 hours lets them'
  return [`${what} (${formatNumber(emails)}) ${ends(clearsAt)}, ${pace}`]
}

function forecastLines(status: Status, style: Style): string[] {
  if (standsStill(status)) return ['none: nothing goes out']
  const { forecast, at } = status
  const { now, next24Hours } = forecast
  return [
    ...forecastWords(now, 'what is due now', clearsAt => `clears ${style.time(clearsAt)}`),
    ...forecastWords(next24Hours, 'all of the next 24 hours', ends => `takes ${duration(ends - at)}`),
  ]
}

/** How fast emails are sent; or since when none has been. */
function paceWords({ sending, at }: Status): string {
  const { lastMinutesPerSecond, ratePerSecond } = sending
  const allowed = formatNumber(ratePerSecond)
  if (lastMinutesPerSecond === 0) return `${silenceWords(sending, at)}; ${allowed} a second are allowed`
  return `${formatNumber(lastMinutesPerSecond)} a second in the last 5 minutes, of ${allowed} allowed`
}

function sendingWords(status: Status): string[] {
  const { sending } = status
  const { per24Hours, sentLast24Hours, lastWeek } = sending
  const quota = Number.isFinite(per24Hours) ? formatNumber(per24Hours) : 'no limit'
  return [
    paceWords(status),
    `${formatNumber(sentLast24Hours)} in 24 hours, of ${quota}`,
    `${sending.enabled ? (sending.status ?? 'standing unknown') : 'STOPPED'}; in 7 days ${counted(lastWeek.bounced, 'address', 'addresses')} bounced for good, ${formatNumber(lastWeek.complained)} complained`,
  ]
}

function deadLetterWords({ deadLetters }: Status): string[] {
  const waiting = deadLetters.filter(one => one.waiting > 0)
  return waiting.map(one => `${formatNumber(one.waiting)} ${one.name}`)
}

/** If the operator stops a replay, the command succeeds, but the replay is not done. */
function howItEnded({ outcome, result }: AuditEntry): string {
  if (outcome === 'begun') return 'not ended: under way, or cut off'
  return outcome === 'done' ? String(result?.['end'] ?? outcome) : outcome
}

function lastReplayLines({ lastReplay, system }: Status, style: Style): string[] {
  if (!lastReplay) return []
  const { at, why, about } = lastReplay
  const ended = howItEnded(lastReplay)
  const goOn = ended === 'stopped' ? [goOnWords(String(about['id']), system)] : []
  return [`${style.time(at)}, ${ended}: ${why}`, ...goOn]
}

/** Everything in a status, with names. */
export function statusRows(status: Status, style: Style): [name: string, lines: readonly string[]][] {
  const { backlog, journeys, unknownOutcomes, atWork } = status
  const none = (lines: readonly string[]) => (lines.length > 0 ? lines : ['none'])
  return [
    ['backlog', [backlogWords(status, style), `${formatNumber(backlog.next24Hours)} more within 24 hours`]],
    ['forecast', none(forecastLines(status, style))],
    ['sending', sendingWords(status)],
    ['unknown outcomes', [formatNumber(unknownOutcomes)]],
    ['held back', none(heldLines(status, style))],
    ['dead letters', none(deadLetterWords(status))],
    [
      'journeys',
      none(journeys.map(({ id, version, people }) => `${id} version ${version}, ${peopleWords(people)}`)),
    ],
    ['last at work', atWorkLines(atWork, backlog, style)],
    ['last replay', none(lastReplayLines(status, style))],
  ]
}

/** The state in one line. Deliberate holds are fine, but worth mentioning. */
export function verdictOf({ troubles, held }: Status): string {
  if (troubles.length > 0) return `${formatNumber(troubles.length)} to look at:`
  const byOperator = holdsBy(held, 'operator').map(({ of }) => of)
  const canaries = holdsBy(held, 'canary').map(({ scope }) => `canary of ${scope.journeyId}`)
  const onPurpose = [...byOperator, ...canaries].join(', ')
  return onPurpose === '' ? 'All is well.' : `All is well, but held back on purpose: ${onPurpose}.`
}

/** A status on one screen, worst first. */
export function statusLines(status: Status, style: Style): string[] {
  const { troubles } = status
  const verdict = verdictOf(status)
  return [
    style.heading(`ShiftWorks ${status.stage}, ${style.time(status.at)} (${style.zone})`),
    troubles.length === 0 ? style.good(verdict) : style.bad(verdict),
    ...troubles.map(trouble => `  ${trouble}`),
    '',
    ...columns(
      statusRows(status, style).flatMap(([name, lines]) =>
        lines.map((line, i) => [i === 0 ? name : '', line]),
      ),
      style.width,
    ),
  ]
}
