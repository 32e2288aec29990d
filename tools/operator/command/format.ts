/** `1,234.5` */
export const formatNumber = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 1 })

/** Makes a clause a sentence. */
export const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`

/** `3 events`, `1 event` */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : more}`

/**
 * A duration for people.
 * @param milliseconds at least 0
 */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 120) return counted(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return counted(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day')
}
