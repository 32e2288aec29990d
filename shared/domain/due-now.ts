import { type DomainEvent, eventDefinitions } from './domain-event.ts'

/** Whether an event on the bus makes something due at the moment at which it happens. */
export function isDueNow(event: DomainEvent): boolean {
  const { bus } = eventDefinitions[event.type]
  const dueAt = 'dueAt' in event ? event.dueAt : undefined
  switch (bus === 'off' ? 'never' : bus.makesDue) {
    case 'always':
      return true
    case 'unless-later':
      return dueAt === undefined
    case 'when-due':
      return typeof dueAt === 'number' && dueAt <= event.at
    case 'never':
      return false
  }
}
