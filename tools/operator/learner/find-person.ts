import type * as z from 'zod/mini'
import { EmailAddress, normaliseAddress } from '../../../shared/contracts/email-address.ts'
import { fieldProblems } from '../../../shared/contracts/form-problems.ts'
import { LearnerId } from '../../../shared/domain/ids.ts'
import { tombstoneKey } from '../../../shared/store/keys.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { en } from '../../../shared/texts/en.ts'
import { londonTime } from '../command/london-time.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import { receivedFrom } from '../received-sign-ups.ts'

async function byId(deps: OperatorDeps, id: LearnerId): Promise<LearnerRecord> {
  const record = await deps.learners.find(id)
  if (record) return record
  const erasedAt = (await deps.table.get(tombstoneKey(id)))?.['erasedAt']
  if (typeof erasedAt === 'number')
    throw new OperatorProblem(`Learner ${id} was erased on ${londonTime(erasedAt)}. Nothing else is known.`)
  throw new OperatorProblem(`There is no learner with the id ${id}.`)
}

const waitsFor = ({ quarantined }: { quarantined?: string | undefined }): string =>
  quarantined === undefined
    ? 'waits to be handled. Ask again in a minute; status says what is late.'
    : `was quarantined: ${quarantined} Reconcile lets it be tried again once that is mended: see docs/runbook.md#held-back.`

async function byAddress(deps: OperatorDeps, text: string): Promise<LearnerRecord> {
  const address = EmailAddress.safeParse(text)
  if (!address.success)
    throw new OperatorProblem(
      `"${text}" is neither an email address nor a learner's id (24 letters and digits). ${emailAdvice(address.error)}.`,
    )
  const hash = (await deps.addresses()).ofEmail(normaliseAddress(address.data))
  const id = await deps.learners.idOf(hash)
  const record = id === undefined ? undefined : await deps.learners.find(id)
  if (record) return record
  const received = await receivedFrom(deps, hash)
  if (received)
    throw new OperatorProblem(
      `Nobody has the address ${address.data} yet: a sign-up with it was received at ${londonTime(received.at)}, and ${waitsFor(received)}`,
    )
  throw new OperatorProblem(
    `Nobody has the address ${address.data}: they never signed up, changed it, or were erased.`,
  )
}

/**
 * Finds a person by address or id.
 * @throws OperatorProblem if there is none
 */
export const findPerson = (deps: OperatorDeps, who: string): Promise<LearnerRecord> =>
  LearnerId.safeParse(who).success ? byId(deps, who) : byAddress(deps, who)

/**
 * How to correct an invalid address.
 * @param error of `EmailAddress`
 */
export const emailAdvice = (error: z.core.$ZodError): string =>
  en.pages.problems[fieldProblems(error)[0]?.problem ?? 'wrong']
