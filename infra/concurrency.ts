/**
 * The concurrency that AWS keeps unreserved in an account (Lambda developer guide, "Configuring reserved
 * concurrency").
 */
const neverReserved = 100
/**
 * Invocations of deliver-due that sign-ups start directly. With fewer, confirmations would wait until the minute's
 * tick has ended.
 */
const sendersOfConfirmations = 2
/** Two for ticks, because the worker of one may still run when the next one starts. */
const fewestSenders = 2 + sendersOfConfirmations

/** The account's concurrency for this deployment, and the operator's choice of senders. */
export interface Wanted {
  readonly accountConcurrency: number
  readonly maxDeliveryConcurrency?: number | undefined
}

/** Concurrency of the functions whose result nobody waits for. */
export interface Concurrency {
  /** The reserved concurrency of ses-feedback. */
  readonly feedback: number
  /** The reserved concurrency of publish-events. */
  readonly stream: number
  /** The reserved concurrency of deliver-due. */
  readonly delivery: number
  /** The most instances of deliver-due that may be workers of one minute's tick. */
  readonly workers: number
  /** Whether AWS allows these to be reserved, and so limited. Readers of a queue can be limited without. */
  readonly reserved: boolean
}

const within = (min: number, wanted: number, max: number) => Math.max(min, Math.min(wanted, max))

/**
 * Divides an account's concurrency, so that background functions take at most half of it and the pages keep the rest.
 * On a new account of 10 that is two readers of feedback (AWS allows no fewer), one of the stream and two senders.
 */
export function shareConcurrency({ accountConcurrency, maxDeliveryConcurrency }: Wanted): Concurrency {
  const share = Math.floor(accountConcurrency / 8)
  const feedback = within(2, share, 10)
  const stream = within(1, share, 50)
  const delivery = maxDeliveryConcurrency ?? within(2, share, 50)
  const reserved = stream + delivery <= accountConcurrency - neverReserved
  return { feedback, stream, delivery, workers: workersWithin(delivery), reserved }
}

/** The workers of one tick may still run when those of the next start, and confirmations are sent in parallel. */
const workersWithin = (delivery: number): number =>
  Math.max(1, Math.floor((delivery - sendersOfConfirmations) / 2))

/**
 * What is wrong with the number of senders that an operator wants.
 * @returns undefined if nothing is.
 */
export function wrongDelivery(wanted: Wanted): string | undefined {
  const { accountConcurrency, maxDeliveryConcurrency } = wanted
  if (maxDeliveryConcurrency === undefined) return undefined
  const { feedback, stream, reserved } = shareConcurrency(wanted)
  const max = Math.floor(accountConcurrency / 2) - feedback - stream
  if (maxDeliveryConcurrency < fewestSenders)
    return `fewer than ${fewestSenders} would throttle confirmations: people who sign up would wait until a worker of the minute's tick ends`
  if (!reserved)
    return `AWS keeps ${neverReserved} of an account for functions without a reservation, so an account of ${accountConcurrency} (accountConcurrency) cannot reserve ${maxDeliveryConcurrency}. Leave this setting out, or ask AWS for more and raise accountConcurrency`
  if (maxDeliveryConcurrency > max)
    return `more than ${max} would leave the pages less than half of the account's ${accountConcurrency} (accountConcurrency)`
  return undefined
}
