import { type FunctionName, functionContracts } from '../../../shared/contracts/functions.ts'
import { type PricedThing, prices } from '../prices.ts'
import type { Ledger, Phase, Usage } from './ledger.ts'

/**
 * The assumed time of an invocation, in milliseconds, since no emulator is Lambda. A page or a reaction takes about 2
 * ms of a whole processor, of which Lambda gives a third at 512 MB. It also makes two or three calls to the table of
 * about 5 ms each. The local run reports how long they took on the benchmark's machine.
 */
const assumedMilliseconds: Readonly<Record<FunctionName, number>> = {
  'sign-up': 20,
  'learner-pages': 20,
  'start-journey': 20,
  'record-completion': 20,
  'publish-events': 20,
  'ses-feedback': 200,
  'deliver-due': 100,
  // Once a week, for everybody: about six minutes at 1.5 million people. In milliseconds.
  'close-mirror': 360_000,
  // It checks what is due, and otherwise waits for the table.
  'deal-circles': 50,
}

/** The assumed time of a call to the table, in milliseconds. An upper bound, because some calls run in parallel. */
const assumedCall = 5

/** Delivery also takes as long as the account's rate makes it: 5 ms for each email at 200 a second. */
const assumedRate = 200

/** The gigabyte-seconds that Lambda bills for a function's invocations, given its memory. */
function gigabyteSeconds(who: FunctionName, { invocations, requests }: Usage, emails: number): number {
  const sending = who === 'deliver-due' ? emails / assumedRate : 0
  const waiting = sending + (who === 'deal-circles' ? (requests * assumedCall) / 1000 : 0)
  const seconds = (invocations * assumedMilliseconds[who]) / 1000 + waiting
  return (functionContracts[who].memorySize / 1024) * seconds
}

/** The billed units, for one email, module or person. */
export type Counts = Partial<Record<PricedThing, number>>

/** A part of a bill: the units of one, and the US dollars for a thousand. */
export interface Part {
  counts: Counts
  usdPerThousand: number
}

export const priced = (counts: Counts): Part => ({
  counts,
  usdPerThousand: Object.entries(counts).reduce(
    (sum, [thing, count]) => sum + 1000 * count * prices[thing as PricedThing].usd,
    0,
  ),
})

/** The usage of these functions in a phase, per person. */
export function partOf(
  ledger: Ledger,
  phase: Phase,
  who: readonly FunctionName[],
  ones: number,
  emails: number,
): Part {
  const used = ledger.of(phase, ...who)
  const seconds = who.map(name => gigabyteSeconds(name, ledger.of(phase, name), emails))
  const counts: Counts = {
    writeUnit: used.writeUnits,
    readUnit: used.readUnits,
    invocation: used.invocations,
    gigabyteSecond: seconds.reduce((sum, one) => sum + one, 0),
    httpRequest: used.httpRequests,
    event: used.events,
    archivedKilobyte: used.eventKilobytes,
    secretRead: used.secretReads,
  }
  return priced(Object.fromEntries(Object.entries(counts).map(([thing, count]) => [thing, count / ones])))
}

/** SQS takes one message per request from EventBridge, and delivers and deletes ten at a time. */
export const queueRequestsAnEvent = 1 + 1 / 10 + 1 / 10

export interface Bill {
  learners: number
  /** A due email: found, claimed, sent, settled and counted. */
  delivery: Part
  /** Opening the module's page and pressing "done", with the effects of that. */
  press: Part
  /** Both together, a whole cycle of a module, in US dollars per thousand. */
  cycleUsdPerThousand: number
  /** Signing up and confirming, with the emails of the confirmation and the first module, for one person. */
  joining: Part
  /** Processing SES's events about an email. */
  feedback: Part
  /** The transfer of the module's pages to the reader, billed beyond AWS's free amount. */
  transfer: Part
}

/** The bill of a walk of learners through modules. */
export function billOf(ledger: Ledger, learners: number, modules: number): Bill {
  const [emails, pressed] = [learners * (modules - 1), learners * modules]
  const delivery = partOf(ledger, 'delivering', ['deliver-due', 'publish-events'], emails, emails)
  const press = partOf(ledger, 'pressing', ['learner-pages', 'publish-events'], pressed, 0)
  const joiners: FunctionName[] = [
    'sign-up',
    'learner-pages',
    'start-journey',
    'deliver-due',
    'publish-events',
  ]
  const told = partOf(ledger, 'delivering', ['ses-feedback'], emails, 0)
  const { pageKilobytes } = ledger.of('pressing', 'learner-pages')
  return {
    learners,
    delivery,
    press,
    cycleUsdPerThousand: delivery.usdPerThousand + press.usdPerThousand,
    joining: partOf(ledger, 'joining', joiners, learners, 2 * learners),
    feedback: priced({ ...told.counts, sesEvent: 1, queueRequest: queueRequestsAnEvent }),
    transfer: priced({ transferredKilobyte: pageKilobytes / pressed }),
  }
}
