import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainYearMonth from 'temporal-polyfill/fns/PlainYearMonth'
import type { FormProblem } from '../../shared/contracts/form-problems.ts'
import type { WrittenDay } from '../../shared/contracts/written-day.ts'
import type { CalendarDay } from '../../shared/domain/preferences.ts'

/** The day that ends a break, or why it cannot be that day. */
export type BreakEnd = { is: 'day'; day: CalendarDay } | { is: 'wrong'; problem: FormProblem }

const wrong = (problem: FormProblem): BreakEnd => ({ is: 'wrong', problem })

const dateOf = (day: CalendarDay): PlainDate.Record => {
  const [year = 0, month = 0, ofMonth = 0] = day.split('-').map(Number)
  return PlainDate.create(year, month, ofMonth)
}

/**
 * Reads the day that somebody wrote as the end of a break: a day to come, a year ahead at most, so that a slip in the
 * year silences nobody for a century. Who needs longer pauses, which has no end.
 * @param today where the learner's journey is.
 */
export function breakEnd({ day, month, year }: WrittenDay, today: CalendarDay): BreakEnd {
  const now = dateOf(today)
  const isOver = month < now.month || (month === now.month && day < now.day)
  const inMonth = PlainYearMonth.create(year ?? now.year + Number(isOver), month)
  if (day > PlainYearMonth.daysInMonth(inMonth))
    return wrong(month === 2 ? 'break-not-in-february' : 'break-not-in-month')
  const end = PlainYearMonth.toPlainDate(inMonth, { day })
  if (PlainDate.compare(end, now) <= 0) return wrong('break-past')
  if (PlainDate.compare(end, PlainDate.addYears(now, 1)) > 0) return wrong('break-far')
  return { is: 'day', day: PlainDate.toString(end) }
}
