import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { EmailTemplate, Help, ModulePage, PublishedJourney, Sender } from '../contracts/published-journey.ts'
import { catalogueRows, versionRows } from '../contracts/row-kinds.ts'
import type { Instant, JourneyId, ModuleId } from '../domain/ids.ts'
import { Journey } from '../domain/journey.ts'
import {
  type Catalogued,
  type CurrentVersion,
  catalogueKey,
  currentAt,
  isAsRead,
  toCatalogued,
  toCatalogueRow,
  waitingAt,
  waitingFor,
  withCurrent,
  withoutWaiting,
} from './catalogue.ts'
import { type StoredVersion, wholeOf } from './stored-version.ts'
import type { Table } from './table.ts'

const versionPartition = (id: JourneyId, version: number): string => `${versionRows}${id}#${version}`

/** A version's data without its texts, except what it is about. */
const Head = z.object({
  journey: Journey,
  sender: Sender,
  about: z.optional(z.string()),
  help: z.optional(Help),
})
export type Head = z.infer<typeof Head>

/** The optional texts of a version, without absent ones. */
const words = ({ about, help }: Pick<PublishedJourney, 'about' | 'help'>) => ({
  ...(about !== undefined && { about }),
  ...(help !== undefined && { help }),
})

/** Options of a publication. */
export interface PublishedHow {
  /** A random name of this publication, by which it is recognised if the answer to its first write was lost. */
  mark?: string
  /** The author's note on what has changed. */
  note?: string
  /** The start of the version; at once if absent. */
  from?: Instant
}

/** Published journeys: immutable versions, and which of them is current. */
export function journeyStore(table: Pick<Table, 'get' | 'query' | 'write'>) {
  const required = async (id: JourneyId, version: number, sk: string) => {
    const item = await table.get({ pk: versionPartition(id, version), sk })
    if (!item)
      throw new Error(
        `Journey ${id} version ${version} has no ${sk}. It was not published whole: publish it again.`,
      )
    return item
  }

  const emailRow = (id: JourneyId, version: number, key: string) =>
    table.get({ pk: versionPartition(id, version), sk: `email#${key}` })

  /** Whether a version was published completely: its head is written last. */
  const isWhole = async (id: JourneyId, version: number): Promise<boolean> =>
    (await table.get({ pk: versionPartition(id, version), sk: 'head' })) !== undefined

  const catalogued = async (id: JourneyId): Promise<Catalogued | undefined> => {
    const item = await table.get(catalogueKey(id))
    return item && toCatalogued(item)
  }

  /**
   * Changes a journey's row in the catalogue; retries if somebody else wrote first.
   * @returns false if there was nothing to change.
   */
  const turn = async (
    id: JourneyId,
    change: (entry: Catalogued) => Catalogued | undefined,
  ): Promise<boolean> => {
    for (;;) {
      const entry = await catalogued(id)
      const changed = entry && change(entry)
      if (!changed) return false
      const written = await table.write({ put: toCatalogueRow(changed), when: isAsRead(entry) })
      if (written.is === 'written') return true
    }
  }

  return {
    isWhole,
    catalogued,

    /** Every journey that is published or scheduled. */
    async catalogue(): Promise<Catalogued[]> {
      return (await table.query(catalogueRows)).map(toCatalogued)
    },

    /** @returns undefined if no version is current at that moment. */
    async current(id: JourneyId, now: Instant): Promise<CurrentVersion | undefined> {
      const entry = await catalogued(id)
      return entry && currentAt(entry, now)
    },

    /** All versions of a journey, newest first; empty if it was never published. */
    async versions(id: JourneyId, now: Instant): Promise<StoredVersion[]> {
      const entry = await catalogued(id)
      if (!entry) return []
      const current = currentAt(entry, now)?.version
      const waiting = waitingAt(entry, now)?.version
      const numbers = Array.from({ length: entry.latest }, (_, i) => entry.latest - i)
      const heads = await Promise.all(
        numbers.map(version => table.get({ pk: versionPartition(id, version), sk: 'head' })),
      )
      return numbers.map((version, i) => ({
        version,
        isCurrent: version === current,
        ...(version === waiting && { waits: true as const }),
        ...(entry.unused.includes(version) && { unused: true as const }),
        ...wholeOf(heads[i]),
      }))
    },

    /** @returns undefined if the version was not published completely, as after a restore. */
    async version(id: JourneyId, version: number): Promise<Head | undefined> {
      const item = await table.get({ pk: versionPartition(id, version), sk: 'head' })
      return item && Head.parse(item)
    },

    async head(id: JourneyId, version: number): Promise<Head> {
      return Head.parse(await required(id, version, 'head'))
    },

    async email(id: JourneyId, version: number, key: string): Promise<EmailTemplate> {
      return EmailTemplate.parse((await required(id, version, `email#${key}`))['email'])
    },

    /** @returns undefined if this version has no such module. */
    async page(id: JourneyId, version: number, moduleId: ModuleId): Promise<ModulePage | undefined> {
      const item = await table.get({ pk: versionPartition(id, version), sk: `page#${moduleId}` })
      return item && ModulePage.parse(item['page'])
    },

    /** The pages of all modules of a version, in order. */
    async pages(id: JourneyId, version: number): Promise<ModulePage[]> {
      const { journey } = await this.head(id, version)
      return Promise.all(
        journey.modules.map(async module =>
          ModulePage.parse((await required(id, version, `page#${module.id}`))['page']),
        ),
      )
    },

    /**
     * Whether a version has exactly this content, apart from its number. False for versions from before a kind of
     * email existed.
     */
    async isStoredAs(version: number, { journey, sender, about, help, emails, pages }: PublishedJourney) {
      const { id } = journey
      const head = { journey: { ...journey, version }, sender, ...words({ about, help }) }
      if (!isDeepStrictEqual(await this.head(id, version), head)) return false
      const stored = await Promise.all([
        ...emails.map(async ({ key }) => (await emailRow(id, version, key))?.['email']),
        ...pages.map(page => this.page(id, version, page.id)),
      ])
      return isDeepStrictEqual(stored, [...emails, ...pages])
    },

    /**
     * Stores a new version and makes it current, now or at its start. The number is taken first, then the rows are
     * written, and the catalogue is changed last: an interrupted publication changes nothing, and no version is
     * written twice. A version waiting until now is cancelled.
     * @returns 'conflict' if somebody else took this version's number, or the next one.
     */
    async publish(
      published: PublishedJourney,
      at: Instant,
      { mark, note, from }: PublishedHow = {},
    ): Promise<'published' | 'conflict'> {
      const { journey, sender, about, help, emails, pages } = PublishedJourney.parse(published)
      const { id, version } = journey
      const taken = await table.write({
        update: catalogueKey(id),
        set: { latest: version, ...(mark !== undefined && { takenBy: mark }) },
        when:
          version === 1
            ? [{ attribute: 'pk', is: 'absent' }]
            : [{ attribute: 'latest', is: '=', value: version - 1 }],
      })
      // The SDK repeats a write whose answer was lost, and the repeat meets the number that is taken: by us.
      const isOwn = mark !== undefined && taken.is === 'conflict' && taken.item?.['takenBy'] === mark
      if (taken.is === 'conflict' && !isOwn) return 'conflict'
      const pk = versionPartition(id, version)
      const rows = [
        ...emails.map(email => ({ pk, sk: `email#${email.key}`, email })),
        ...pages.map(page => ({ pk, sk: `page#${page.id}`, page })),
        // Written last, so that a version with a head is complete.
        {
          pk,
          sk: 'head',
          journey,
          sender,
          ...words({ about, help }),
          publishedAt: at,
          ...(from !== undefined && { from }),
          ...(note && { note }),
        },
      ]
      for (const put of rows) await table.write({ put })
      const isTurned = await turn(id, entry => {
        // A newer version was published meanwhile; an older one never replaces it.
        if (entry.latest !== version) return undefined
        return from === undefined
          ? withCurrent(entry, version, at, at)
          : waitingFor(entry, { version, from }, at)
      })
      return isTurned ? 'published' : 'conflict'
    },

    /**
     * Makes another version current at once; a waiting one is cancelled.
     * @returns 'no-such-version' if it was never published.
     */
    async makeCurrent(id: JourneyId, version: number, now: Instant): Promise<'current' | 'no-such-version'> {
      if (!(await isWhole(id, version))) return 'no-such-version'
      await turn(id, entry => withCurrent(entry, version, now))
      return 'current'
    },

    /**
     * Cancels a version that is still waiting.
     * @returns 'not-waiting' if it has started, or another one is waiting.
     */
    async cancel(id: JourneyId, version: number, now: Instant): Promise<'cancelled' | 'not-waiting'> {
      return (await turn(id, entry => withoutWaiting(entry, version, now))) ? 'cancelled' : 'not-waiting'
    },

    /** The next version's number: one more than the highest taken, published completely or not. */
    async nextVersion(id: JourneyId): Promise<number> {
      return ((await catalogued(id))?.latest ?? 0) + 1
    },
  }
}
export type JourneyStore = ReturnType<typeof journeyStore>
