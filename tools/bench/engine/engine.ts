import type { Command } from '../../../shared/domain/commands.ts'
import { decide } from '../../../shared/domain/decide.ts'
import type { Journeys } from '../../../shared/domain/decision.ts'
import { enrolmentDueAt } from '../../../shared/domain/due.ts'
import { second } from '../../../shared/domain/duration.ts'
import { evolve } from '../../../shared/domain/evolve.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { type Learner, newLearner } from '../../../shared/domain/learner.ts'
import { shiftworksJourney } from '../shiftworks-journey.ts'
import { processorTime } from '../statistics.ts'

/** The speed of the engine in one thread. */
export interface EngineSpeed {
  decisionsPerSecond: number
  decisionsInALife: number
}

const monday = Date.parse('2026-11-23T09:00:00Z')
const epoch = '00000001'
const measuredFor = 3 * second
/** The processor time is read once per this many lives, because a reading takes as long as several decisions. */
const livesAReading = 100

/** A command without its time. */
type Untimed = Command extends infer C ? (C extends { at: number } ? Omit<C, 'at'> : never) : never

/** A person's decisions, counted. */
class Life {
  decisions = 0
  #learner: Learner
  #at = monday
  readonly #journey: Journey
  readonly #journeys: Journeys

  constructor(journey: Journey, id: string) {
    this.#journey = journey
    this.#journeys = { [journey.id]: journey }
    this.#learner = newLearner(id, epoch)
  }

  ask(command: Untimed) {
    const decision = decide(this.#learner, { ...command, at: this.#at } as Command, this.#journeys)
    this.#learner = decision.events.reduce(evolve, this.#learner)
    this.decisions += 1
    return decision
  }

  /** Advances to the time at which the journey's next email is due. */
  #waitForEmail(): void {
    const enrolment = this.#learner.enrolments[this.#journey.id]
    const dueAt = enrolment && enrolmentDueAt(this.#learner, enrolment)
    this.#at = Math.max(this.#at, dueAt ?? 0)
  }

  /** Claims, sends and settles an email. */
  email(command: Untimed, journeyId?: string): void {
    const { email } = this.ask(command)
    if (!email) throw new Error(`Nothing was due for ${command.type}: the benchmark is out of step.`)
    this.ask({ type: 'SettleEmail', emailId: email.id, journeyId, outcome: { is: 'accepted' } })
  }

  journeyEmail(): void {
    this.#waitForEmail()
    const journeyId = this.#journey.id
    this.email({ type: 'DeliverDue', journeyId, by: 'bench' }, journeyId)
  }
}

/** Signs up, confirms, gets every module, needs a reminder for every other one, and does them all. */
function live(journey: Journey, id: string): number {
  const life = new Life(journey, id)
  const journeyId = journey.id
  const consent = { wording: '1', mechanism: 'page' as const }
  life.ask({
    type: 'RequestSignUp',
    lately: [],
    epoch,
    journeyId,
    consent,
    preferences: { pace: 'as-written' },
  })
  life.email({ type: 'DeliverDue', by: 'bench' })
  life.ask({ type: 'ConfirmSignUp', epoch, request: 0 })
  life.ask({ type: 'StartJourney', journeyId, epoch })
  for (const [place, { id: moduleId }] of journey.modules.entries()) {
    life.journeyEmail()
    if (place % 2 === 1) life.journeyEmail()
    life.ask({ type: 'CompleteModule', journeyId, moduleId, epoch, via: 'page' })
  }
  return life.decisions
}

/** Runs whole journeys for some seconds of processor time. The events of every decision are applied. */
export async function measureEngine(): Promise<EngineSpeed> {
  const { journey } = await shiftworksJourney()
  const lives = (milliseconds: number): number => {
    const begun = process.cpuUsage()
    let decisions = 0
    for (let i = 0; i % livesAReading > 0 || processorTime(begun) < milliseconds; i += 1)
      decisions += live(journey, i.toString(36).padStart(24, '0'))
    return decisions / (processorTime(begun) / 1000)
  }
  lives(measuredFor / 3)
  return {
    decisionsPerSecond: Math.round(lives(measuredFor)),
    decisionsInALife: live(journey, 'a'.repeat(24)),
  }
}
