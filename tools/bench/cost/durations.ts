import { type FunctionName, functionContracts } from '../../../shared/contracts/functions.ts'
import type { Usage } from './ledger.ts'

/**
 * How long an invocation is taken to last, in milliseconds: an assumption, since no emulator is Lambda. A page or a
 * reaction takes some 2 ms of a whole processor, of which Lambda gives a third at 512 MB, and two or three calls to the
 * table of about 5 ms each. The local run tells how long they took on the machine of the benchmark.
 */
export const assumedMilliseconds: Readonly<Record<FunctionName, number>> = {
  'sign-up': 20,
  'learner-pages': 20,
  'start-journey': 20,
  'record-completion': 20,
  'publish-events': 20,
  'ses-feedback': 200,
  'deliver-due': 100,
}

/** Beside that, delivery lasts as long as the account's rate makes it: 5 ms an email at 200 a second. */
export const assumedRate = 200

/** What Lambda bills for the time of a function's invocations, in gigabyte-seconds, with the memory that it has. */
export function gigabyteSeconds(who: FunctionName, { invocations }: Usage, emails: number): number {
  const waiting = who === 'deliver-due' ? emails / assumedRate : 0
  const seconds = (invocations * assumedMilliseconds[who]) / 1000 + waiting
  return (functionContracts[who].memorySize / 1024) * seconds
}
