import { day, hour, minute } from '../../../shared/domain/duration.ts'
import { newEvent } from '../events/event.ts'
import type { Targets } from '../events/targets.ts'
import { LocalProblem } from '../local-problem.ts'
import type { RuleSpec } from '../template/readers/rules.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'

type Parts = { rules: RuleSpec[]; targets: Targets; clock: Clock; agenda: Agenda }

const units: Record<string, number> = { minute, hour, day }

/**
 * Returns the milliseconds between two starts.
 * @throws {LocalProblem} if the expression is not a rate
 */
function rateOf(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const length = units[unit ?? '']
  if (count && length) return Number(count) * length
  throw new LocalProblem(
    `The local stack doesn't support the schedule ${expression}; it knows rates, such as rate(1 minute).`,
  )
}

/**
 * Starts the targets of scheduled rules, at whole multiples of their rate by the local clock. A jump in time over
 * several of them starts each rule once.
 */
export function startSchedule({ rules, targets, clock, agenda }: Parts): void {
  for (const rule of rules) {
    if (!rule.schedule || !rule.enabled) continue
    const rate = rateOf(rule.schedule)
    const enter = () => {
      const next = (Math.floor(clock.now() / rate) + 1) * rate
      agenda.at(next, rule.name, run, true)
    }
    const run = () => {
      enter()
      return targets.deliver(rule, scheduledEvent(rule, clock))
    }
    enter()
  }
}

/** Source: EventBridge user guide, "Scheduled events". */
const scheduledEvent = (rule: RuleSpec, clock: Clock) =>
  newEvent(clock.now(), {
    source: 'aws.events',
    detailType: 'Scheduled Event',
    detail: {},
    resources: [rule.arn],
  })
