import type { FunctionName } from '../../../shared/contracts/functions.ts'
import { day } from '../../../shared/domain/duration.ts'
import { rounded } from '../statistics.ts'
import { type Part, partOf, priced, queueRequestsAnEvent } from './bill.ts'
import { startMemorySystem } from './memory-system.ts'
import { walkRound } from './round-walk.ts'
import { walkJourney } from './walk.ts'

/** A step of a round, per person. */
interface RoundStep extends Part {
  step: string
  emails: number
}

/** Modules of the journey in `journeys/shiftworks`. */
const modules = 8
const steps = {
  entering: 'opens My journey and joins',
  proposing: 'is dealt, and gets the letter that proposes a group',
  answering: 'opens it; four in five say yes',
  introducing: 'is introduced, hosts or passes on, meets, and says goodbye after six weeks',
} as const
type StepName = keyof typeof steps

const workers: readonly FunctionName[] = ['learner-pages', 'publish-events', 'deal-circles', 'deliver-due']
const runsAMonth = (30.4 * day) / (15 * 60_000)

/**
 * Takes people through a whole round of circles with the buttons of its emails, and counts what AWS would bill for
 * one of them.
 */
export async function measureRoundCost(people: number) {
  const system = await startMemorySystem()
  await walkJourney(system, people, modules)
  const emails = Array.from({ length: people }, (_, i) => `learner-${i}@example.org`)
  const sent = await walkRound(system, emails)
  const { ledger } = system
  const names = Object.keys(steps) as StepName[]
  const measured = names.map((name): RoundStep => {
    const part = partOf(ledger, name, workers, people, sent[name])
    return { step: steps[name], emails: rounded(sent[name] / people, 2), ...part }
  })
  const all = names.reduce((sum, name) => sum + sent[name], 0)
  const told = names.map(name => partOf(ledger, name, ['ses-feedback'], people, 0).usdPerThousand)
  const ofEvents = priced({ sesEvent: all / people, queueRequest: (queueRequestsAnEvent * all) / people })
  const { invocations } = ledger.of('nothing due', 'deal-circles')
  const resting = partOf(ledger, 'nothing due', ['deal-circles'], invocations, 0)
  return {
    people,
    steps: measured,
    emails: rounded(all / people, 2),
    usdPerThousand: measured.reduce((sum, { usdPerThousand }) => sum + usdPerThousand, 0),
    /** Separately: SES's events about the letters, if AWS bills them. */
    feedbackUsdPerThousand: told.reduce((sum, usd) => sum + usd, ofEvents.usdPerThousand),
    /** The monthly cost of runs with nothing due, once circles are on. */
    restingUsdAMonth: rounded((resting.usdPerThousand / 1000) * runsAMonth, 3),
  }
}
