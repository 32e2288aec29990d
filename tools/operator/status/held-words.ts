import { nameOf } from '../audited.ts'
import { counted, duration, formatNumber } from '../command/format.ts'
import type { Style } from '../command/style.ts'
import { canaryWords } from '../holds/holds-in-words.ts'
import type { HeldBack } from './held.ts'
import { releaseWords } from './released.ts'
import type { Status } from './status.ts'

/** The operator and their reason. */
const byOperator = ({ who, why }: Extract<HeldBack, { by: 'operator' }>): string =>
  ['held back', who && ` by ${nameOf(who)}`, why && ` (${why})`].filter(Boolean).join('')

/** Who or what holds something, and why. */
export function heldBy(hold: HeldBack, { journeys }: Pick<Status, 'journeys'>): string {
  if (hold.by === 'operator') return byOperator(hold)
  if (hold.by !== 'canary') return hold.why ?? ''
  return canaryWords(hold, journeys.find(({ id }) => id === hold.scope.journeyId)?.version)
}

/** What may still be sent. */
export function allowanceWords({ allowance }: HeldBack): string {
  if (!allowance) return ''
  if ('every' in allowance) return `one email every ${duration(allowance.every)} tests it`
  return `${formatNumber(allowance.left)} of ${counted(allowance.emails, 'email')} left`
}

/**
 * Who waits: `3 people wait`, `1 person of account emails about sign-ups, 3 people of sample wait`. For a module,
 * most people have nothing due yet.
 */
export function waitingWords({ scope, people, waiting }: HeldBack): string {
  const verb = people === 1 ? 'waits' : 'wait'
  const some = (count: number) => counted(count, 'person', 'people')
  if (scope.is === 'module')
    return `${some(people)} ${people === 1 ? 'has it before them or gets' : 'have it before them or get'} it next`
  if ('journeyId' in scope) return `${some(people)} ${verb}`
  return `${waiting.map(one => `${some(one.people)} of ${one.of}`).join(', ')} ${verb}`
}

/**
 * All holds in the same form: what is held, since when, by whom or what and why, what may still be sent, who waits,
 * and what a release would send.
 */
export const heldLines = (status: Status, style: Style): string[] =>
  status.held.flatMap(hold => {
    const since = hold.since === undefined ? '' : ` since ${style.time(hold.since)}`
    const waits = hold.people > 0 ? waitingWords(hold) : ''
    const about = [heldBy(hold, status), allowanceWords(hold), waits].filter(Boolean)
    const release = releaseWords(hold, style)
    return [`${hold.of}${since}: ${about.join('; ')}`, ...(release === '' ? [] : [release])]
  })
