import * as z from 'zod/mini'

/** Everything that can be wrong with what somebody sent, by name. The words for people stand in `shared/texts`. */
export const FormProblem = z.enum([
  'email-missing',
  'email-too-long',
  'email-no-at',
  'email-several',
  'email-signs',
  'email-space',
  'email-invisible',
  'email-no-name',
  'email-no-domain',
  'email-accents',
  'email-dots',
  'email-name-too-long',
  'email-no-ending',
  'email-domain',
  'first-name-wrong',
  'sector-unknown',
  'role-wrong',
  'days-wrong',
  'parts-wrong',
  'journey-unknown',
  'consent-missing',
  'consent-unknown',
  'return-refused',
  'trap-filled',
  'pace-wrong',
  'break-wrong',
  'break-past',
  'break-far',
  'break-not-in-february',
  'break-not-in-month',
  'chosen-name-missing',
  'chosen-name-long',
  'chosen-name-signs',
  'chosen-name-insult',
  'sector-missing',
  'work-missing',
  'adult-unconfirmed',
  'erase-unconfirmed',
  'address-same',
  'still-mailing',
  'mailed-often',
  'mailbox-full',
  'moved-often',
  'unreachable',
  'unconfirmed',
  'journey-not-followed',
  'journey-closed',
  'action-unknown',
  'not-fields',
  'wrong',
])
export type FormProblem = z.infer<typeof FormProblem>

/** What is wrong, and in which field. */
export interface FieldProblem {
  field: string
  problem: FormProblem
}

/** Reads zod's findings, whose messages our schemas choose from `FormProblem`. One a field: the first. */
export function fieldProblems(error: z.core.$ZodError): FieldProblem[] {
  const first = new Map<string, FormProblem>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    const problem = z.catch(FormProblem, 'wrong').parse(issue.message)
    if (!first.has(field)) first.set(field, problem)
  }
  return [...first].map(([field, problem]) => ({ field, problem }))
}
