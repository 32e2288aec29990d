import { duties } from '../../../infra/service/duties.ts'
import type { FunctionName } from '../../../shared/contracts/env.ts'
import type { Usage } from './ledger.ts'

/**
 * How long an invocation is taken to last, in milliseconds: an assumption, since no emulator is Lambda. At 512 MB
 * Lambda gives about a third of a processor. The local run tells how long they took on the machine of the benchmark.
 */
export const assumedMilliseconds: Readonly<Record<FunctionName, number>> = {
  'sign-up': 30,
  'learner-pages': 30,
  'start-journey': 30,
  'record-completion': 30,
  'publish-facts': 30,
  'ses-feedback': 200,
  'deliver-due': 100,
}

/** Beside that, delivery lasts as long as the account's rate makes it: 5 ms an email at 200 a second. */
export const assumedRate = 200

/** What Lambda bills for the time of a function's invocations, in gigabyte-seconds, with the memory that it has. */
export function gigabyteSeconds(who: FunctionName, { invocations }: Usage, emails: number): number {
  const waiting = who === 'deliver-due' ? emails / assumedRate : 0
  const seconds = (invocations * assumedMilliseconds[who]) / 1000 + waiting
  return (duties[who].memorySize / 1024) * seconds
}
