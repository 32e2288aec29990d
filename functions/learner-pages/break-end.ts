import * as PlainDate from 'temporal-polyfill/fns/PlainDate'
import * as PlainYearMonth from 'temporal-polyfill/fns/PlainYearMonth'
import type { FormProblem } from '../../shared/contracts/form-problems.ts'
import type { WrittenDay } from '../../shared/contracts/written-day.ts'
import type { CalendarDay } from '../../shared/domain/preferences.ts'

/** The first day after a break, or why the day is wrong. */
export type BreakEnd = { is: 'day'; day: CalendarDay } | { is: 'wrong'; problem: FormProblem }

const wrong = (problem: FormProblem): BreakEnd => ({ is: 'wrong', problem })

const dateOf = (day: CalendarDay): PlainDate.Record => {
  const [year = 0, month = 0, ofMonth = 0] = day.split('-').map(Number)
  return PlainDate.create(year, month, ofMonth)
}

/**
 * Validates the end of a break: a future day within a year, so that a mistyped year does not stop emails for a
 * century. For longer, there is the pause, which has no end.
 * @param today in the zone of the learner's journey.
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
