import type { Fact } from './facts.ts'

/** Whether a fact makes something due at the moment at which it happens. */
export const isDueNow = (fact: Fact): boolean =>
  (fact.type === 'LetterRequested' && fact.dueAt === undefined) ||
  fact.type === 'EmailAbsenceProven' ||
  ('dueAt' in fact && typeof fact.dueAt === 'number' && fact.dueAt <= fact.at)
