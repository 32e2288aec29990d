import type * as z from 'zod/mini'
import { fieldProblems } from '../../shared/contracts/form-problems.ts'
import { en } from '../../shared/texts/en.ts'

/** What to do about an address that will not do. @param error what `EmailAddress` found. */
export const emailAdvice = (error: z.core.$ZodError): string =>
  en.pages.problems[fieldProblems(error)[0]?.problem ?? 'wrong']
