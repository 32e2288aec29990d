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
import { recent } from './recent.ts'

/** How long an edit may take to be noticed by a function that is running, in milliseconds. */
export const noticedWithin = 10 * second
/** A journey's first version is noticed sooner: somebody may have signed up to it already. */
const firstNoticedWithin = second

/** Snapshots are closed once a week. */
const snapshotNoticedWithin = minute

/**
 * The published journeys, remembered: versions never change, so only the catalogue is asked again: every ten seconds at
 * most, and every second for a journey that has no version. It says what is current now and from when on another version
 * is, so that one that waits for its time is current at that very moment, by this clock.
 */
export function journeyLibrary(store: JourneyStore, mirror: ShownMirrors, clock: Clock) {
  const heads = new Map<string, Promise<Head>>()
  const versions = new Map<string, Promise<Head | undefined>>()
  const emails = new Map<string, Promise<EmailTemplate>>()
  const pages = new Map<string, Promise<ModulePage | undefined>>()
  const catalogue = recent(
    clock,
    async () => new Map((await store.catalogue()).map(entry => [entry.id, entry])),
  )
  const shown = recent(clock, () => mirror.shown())

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

    /** What the learners of a journey are shown to have answered; undefined before it was closed once. */
    async snapshot(id: JourneyId): Promise<Snapshot | undefined> {
      return (await shown(snapshotNoticedWithin)).get(id)?.snapshot
    },

    /** What anybody may know of its people; undefined before it was closed once. */
    async together(id: JourneyId): Promise<Together | undefined> {
      return (await shown(snapshotNoticedWithin)).get(id)?.together
    },

    /** A version, current or not; undefined where it is not there. */
    version: (id: JourneyId, version: number): Promise<Head | undefined> =>
      remember(versions, `${id}#${version}`, () => store.version(id, version)),

    /** The current version of every journey that has one. */
    async list(): Promise<Head[]> {
      const ids = [...(await catalogue(noticedWithin)).keys()]
      return (await Promise.all(ids.map(head))).filter(one => one !== undefined)
    },

    /** The current versions of these journeys; one that is not published is left out. */
    async journeys(ids: readonly JourneyId[]): Promise<Journeys> {
      const found = await Promise.all(ids.map(head))
      return Object.fromEntries(found.flatMap(one => (one ? [[one.journey.id, one.journey]] : [])))
    },

    /** An email of a version. Throws when that version was not published whole. */
    email: (id: JourneyId, version: number, key: string): Promise<EmailTemplate> =>
      remember(emails, `${id}#${version}#${key}`, () => store.email(id, version, key)),

    /** A module's page in the current version; undefined when it has none. */
    async page(id: JourneyId, moduleId: ModuleId): Promise<ModulePage | undefined> {
      const version = await currentVersion(id)
      if (version === undefined) return undefined
      return remember(pages, `${id}#${version}#${moduleId}`, () => store.page(id, version, moduleId))
    },
  }
}
export type JourneyLibrary = ReturnType<typeof journeyLibrary>
