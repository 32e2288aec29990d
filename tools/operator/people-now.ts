import { outOfReach, type PeopleNow } from '../../shared/domain/place.ts'
import { counted, formatNumber } from './command/format.ts'

/** The label of each place where people are counted, in display order. */
const names = {
  underWay: 'under way',
  paused: 'paused',
  rejected: 'refused by SES',
  unreachable: 'unreachable (bounced, complained or suppressed)',
  completed: 'finished',
  left: 'left',
} as const satisfies Record<keyof PeopleNow, string>

const places = Object.keys(names) as (keyof PeopleNow)[]

/** Where people are, and their numbers. */
export const peopleRows = (now: PeopleNow): [name: string, people: number][] =>
  places.map(place => [names[place], now[place]])

/** Where people are, in one line, without empty places. */
export function peopleWords(now: PeopleNow): string {
  const others = [
    [now.paused, names.paused],
    [outOfReach(now), 'whom no email reaches'],
    [now.completed, names.completed],
    [now.left, names.left],
  ] as const
  const told = others.filter(([count]) => count > 0).map(([count, is]) => `${formatNumber(count)} ${is}`)
  return [`${counted(now.underWay, 'person', 'people')} ${names.underWay}`, ...told].join(', ')
}
