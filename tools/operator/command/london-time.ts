import { offset } from 'temporal-polyfill/fns/ZonedDateTime'
import type { Instant } from '../../../shared/domain/ids.ts'
import { london } from '../../../shared/domain/london.ts'
import { zonedAt } from '../../../shared/domain/zone-days.ts'
import { timeIn } from './style.ts'

/** London's UTC offsets in winter and summer. */
const offsets = ['+00:00', '+01:00']

/**
 * Returns the moments at which London's clocks show a time: usually one; two or none where the clocks change.
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
