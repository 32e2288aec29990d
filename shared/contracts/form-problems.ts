import * as z from 'zod/mini'

/** Everything that can be wrong with a form, by name. `shared/texts` has the messages. */
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
  'first-name-long',
  'first-name-wrong',
  'sector-unknown',
  'role-long',
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

/** A problem and the field that has it. */
export interface FieldProblem {
  field: string
  problem: FormProblem
}

/** Converts zod's issues, whose messages are `FormProblem`s: the first of each field. */
export function fieldProblems(error: z.core.$ZodError): FieldProblem[] {
  const first = new Map<string, FormProblem>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    const problem = z.catch(FormProblem, 'wrong').parse(issue.message)
    if (!first.has(field)) first.set(field, problem)
  }
  return [...first].map(([field, problem]) => ({ field, problem }))
}
