import { InvalidArgumentError } from 'commander'

/** Reads a whole number from 1. @throws InvalidArgumentError, which commander tells the operator. */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A whole number from 1 is needed.')
}

/** Reads a day, such as `2026-11-23`. @throws InvalidArgumentError, which commander tells the operator. */
export function calendarDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('A day is needed: 2026-11-23.')
}
