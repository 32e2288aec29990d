import type { DomainEvent } from './domain-event.ts'

/** Whether an event makes something due at the moment at which it happens. */
export const isDueNow = (event: DomainEvent): boolean =>
  (event.type === 'AccountEmailRequested' && event.dueAt === undefined) ||
  event.type === 'EmailAbsenceProven' ||
  ('dueAt' in event && typeof event.dueAt === 'number' && event.dueAt <= event.at)
