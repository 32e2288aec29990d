import type { Clock } from '../adapters/clock.ts'
import type { EmailTemplate, ModulePage } from '../contracts/published-journey.ts'
import type { Journeys } from '../domain/decision.ts'
import { minute, second } from '../domain/duration.ts'
import type { JourneyId, ModuleId } from '../domain/ids.ts'
import type { Snapshot } from '../domain/mirror-snapshot.ts'
import type { Together } from '../domain/together.ts'
import { type Catalogued, currentAt } from '../store/catalogue.ts'
import type { Head, JourneyStore } from '../store/journeys.ts'
import type { ShownMirrors } from '../store/shown-mirrors.ts'
import type { OnUnreadable } from '../store/unreadable-row.ts'
import { recent } from './recent.ts'

/** How long a running function may take to notice an edit, in milliseconds. */
export const noticedWithin = 10 * second
/** `noticedWithin` for a journey without a version, because somebody may have signed up to it already. */
const firstNoticedWithin = second

/** `noticedWithin` for snapshots, which are closed once a week. */
const snapshotNoticedWithin = minute

/**
 * Caches published journeys. Versions never change, so only the catalogue is read again: every ten seconds at most,
 * and every second while a journey has no version. The catalogue also says from when on another version is current;
 * that moment is compared with the clock on each call.
 * @param onUnreadable called for each unreadable snapshot. Its journey is shown without answers.
 */
export function journeyLibrary(
  store: JourneyStore,
  mirror: ShownMirrors,
  clock: Clock,
  onUnreadable: OnUnreadable,
) {
  const heads = new Map<string, Promise<Head>>()
  const versions = new Map<string, Promise<Head | undefined>>()
  const emails = new Map<string, Promise<EmailTemplate>>()
  const pages = new Map<string, Promise<ModulePage | undefined>>()
  const catalogue = recent(
    clock,
    async () => new Map((await store.catalogue()).map(entry => [entry.id, entry])),
  )
  const shown = recent(clock, () => mirror.shown(onUnreadable))

  const remember = <T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const known = cache.get(key) ?? read()
    cache.set(key, known)
    known.catch(() => cache.delete(key))
    return known
  }

  const versionOf = (entry: Catalogued | undefined): number | undefined =>
    entry && currentAt(entry, clock.now())?.version

  const currentVersion = async (id: JourneyId): Promise<number | undefined> =>
    versionOf((await catalogue(noticedWithin)).get(id)) ??
    versionOf((await catalogue(firstNoticedWithin)).get(id))

  const head = async (id: JourneyId): Promise<Head | undefined> => {
    const version = await currentVersion(id)
    if (version === undefined) return undefined
    return remember(heads, `${id}#${version}`, () => store.head(id, version))
  }

  return {
    head,

    /** What learners of a journey answered, as shown; undefined before the first closing. */
    async snapshot(id: JourneyId): Promise<Snapshot | undefined> {
      return (await shown(snapshotNoticedWithin)).get(id)?.snapshot
    },

    /** What is public about a journey's people; undefined before the first closing. */
    async together(id: JourneyId): Promise<Together | undefined> {
      return (await shown(snapshotNoticedWithin)).get(id)?.together
    },

    /** A version, current or not; undefined if it does not exist. */
    version: (id: JourneyId, version: number): Promise<Head | undefined> =>
      remember(versions, `${id}#${version}`, () => store.version(id, version)),

    /** The current version of every journey that has one. */
    async list(): Promise<Head[]> {
      const ids = [...(await catalogue(noticedWithin)).keys()]
      return (await Promise.all(ids.map(head))).filter(one => one !== undefined)
    },

    /** The current versions of these journeys, without those that are not published. */
    async journeys(ids: readonly JourneyId[]): Promise<Journeys> {
      const found = await Promise.all(ids.map(head))
      return Object.fromEntries(found.flatMap(one => (one ? [[one.journey.id, one.journey]] : [])))
    },

    /**
     * An email of a version.
     * @throws if the version was not published completely.
     */
    email: (id: JourneyId, version: number, key: string): Promise<EmailTemplate> =>
      remember(emails, `${id}#${version}#${key}`, () => store.email(id, version, key)),

    /** A module's page in the current version; undefined if it has none. */
    async page(id: JourneyId, moduleId: ModuleId): Promise<ModulePage | undefined> {
      const version = await currentVersion(id)
      if (version === undefined) return undefined
      return remember(pages, `${id}#${version}#${moduleId}`, () => store.page(id, version, moduleId))
    },
  }
}
export type JourneyLibrary = ReturnType<typeof journeyLibrary>
