import { journeyStore } from '../../../shared/store/journeys.ts'
import type { Run } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { columns } from '../command/style.ts'

/** Every published journey, with the version that is current and the highest that there is. */
export async function listVersions({ deps }: Run): Promise<Shown> {
  const [versions, heads] = await Promise.all([journeyStore(deps.table).list(), deps.library.list()])
  const titles = new Map(heads.map(({ journey }) => [journey.id, journey.title]))
  const value = versions.map(one => ({ ...one, title: titles.get(one.id) ?? one.id }))
  return {
    value,
    lines: style =>
      value.length === 0
        ? ['No journey is published yet.']
        : columns([
            ['journey', 'title', 'current', 'newest', 'last published'],
            ...value.map(({ id, title, version, latest, publishedAt }) => [
              id,
              title,
              String(version),
              String(latest),
              style.time(publishedAt),
            ]),
          ]),
  }
}
