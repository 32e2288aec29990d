import type { Renames } from '../../../shared/content/edit.ts'
import {
  type EmailKey,
  kindOfKey,
  type PublishedJourney,
} from '../../../shared/contracts/published-journey.ts'
import type { ModuleId } from '../../../shared/domain/ids.ts'

/** A compiled journey whose renamed modules keep the ids that people have in their state. */
export function withIdsOf(compiled: PublishedJourney, renames: Renames): PublishedJourney {
  const idOf = (id: ModuleId) => renames.get(id) ?? id
  const { journey, emails, pages } = compiled
  return {
    ...compiled,
    journey: { ...journey, modules: journey.modules.map(one => ({ ...one, id: idOf(one.id) })) },
    emails: emails.map(email => ({ ...email, key: keyWith(email.key, idOf) })),
    pages: pages.map(page => ({ ...page, id: idOf(page.id) })),
  }
}

/** The key of a module's email consists of its kind and its module. */
function keyWith(key: string, idOf: (id: ModuleId) => ModuleId): string {
  const kind = kindOfKey(key as EmailKey)
  return key === kind ? key : `${kind}.${idOf(key.slice(kind.length + 1))}`
}
