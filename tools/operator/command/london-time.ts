import { offset } from 'temporal-polyfill/fns/ZonedDateTime'
import type { Instant } from '../../../shared/domain/ids.ts'
import { london } from '../../../shared/domain/london.ts'
import { zonedAt } from '../../../shared/domain/zone-days.ts'
import { timeIn } from './style.ts'

/** London is on Greenwich's time, or an hour ahead of it. */
const offsets = ['+00:00', '+01:00']

/**
 * The moments at which London's clock shows a time: one, but two or none where it is changed.
 * @param time `2026-11-30 08:00`
 */
export const momentsInLondon = (time: string): Instant[] =>
  offsets.flatMap(ahead => {
    const at = Date.parse(`${time.replace(' ', 'T')}${ahead}`)
    return offset(zonedAt(at, london)) === ahead ? [at] : []
  })

const time = timeIn(london)

/** `Mon 30 Nov 2026 08:00 (London)` */
export const londonTime = (at: Instant): string => `${time(at)} (London)`
