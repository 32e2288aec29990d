import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { EmailTemplate, Help, ModulePage, PublishedJourney, Sender } from '../contracts/published-journey.ts'
import { catalogueRows, versionRows } from '../contracts/row-kinds.ts'
import type { JourneyId, ModuleId } from '../domain/ids.ts'
import { Journey } from '../domain/journey.ts'
import type { Key, Table } from './table.ts'

const catalogueKey = (id: JourneyId): Key => ({ pk: catalogueRows, sk: id })
const versionPartition = (id: JourneyId, version: number): string => `${versionRows}${id}#${version}`

/** Which version of a journey is current, and how many there are. */
const CatalogueEntry = z.object({
  sk: z.string(),
  /** Absent while the first version is being published, or when that broke off. */
  current: z.optional(z.int()),
  latest: z.int(),
  publishedAt: z.optional(z.int()),
})
/** Which version of a journey people get now. */
export interface CurrentVersion {
  id: JourneyId
  version: number
  /** The highest version number ever taken. */
  latest: number
  publishedAt: number
}

function toCurrent(item: unknown): CurrentVersion | undefined {
  const { sk, current, latest, publishedAt = 0 } = CatalogueEntry.parse(item)
  return current === undefined ? undefined : { id: sk, version: current, latest, publishedAt }
}

/** A version without its words, but for what it is about. */
const Head = z.object({
  journey: Journey,
  sender: Sender,
  about: z.optional(z.string()),
  help: z.optional(Help),
})
export type Head = z.infer<typeof Head>

/** What a version may say, without what it does not. */
const words = ({ about, help }: Pick<PublishedJourney, 'about' | 'help'>) => ({
  ...(about !== undefined && { about }),
  ...(help !== undefined && { help }),
})

/** What a list of versions tells of one. */
export interface StoredVersion {
  version: number
  isCurrent: boolean
  /** Absent when it was never published to its end: then it has a number, and can never be current. */
  whole?: {
    modules: number
    /** Absent of versions that were published before this was written down. */
    publishedAt?: number
    /** What its author said has changed. */
    note?: string
  }
}

const HeadRow = z.object({ journey: Journey, publishedAt: z.optional(z.int()), note: z.optional(z.string()) })

function wholeOf(item: unknown): Pick<StoredVersion, 'whole'> {
  if (item === undefined) return {}
  const { journey, publishedAt, note } = HeadRow.parse(item)
  const said = { ...(publishedAt !== undefined && { publishedAt }), ...(note !== undefined && { note }) }
  return { whole: { modules: journey.modules.length, ...said } }
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

  /** Whether a version was published to its end: its head is written last. */
  const isWhole = async (id: JourneyId, version: number): Promise<boolean> =>
    (await table.get({ pk: versionPartition(id, version), sk: 'head' })) !== undefined

  return {
    isWhole,

    /** Every journey's current version. */
    async list(): Promise<CurrentVersion[]> {
      return (await table.query(catalogueRows)).map(toCurrent).filter(one => one !== undefined)
    },

    async current(id: JourneyId): Promise<CurrentVersion | undefined> {
      const item = await table.get(catalogueKey(id))
      return item && toCurrent(item)
    },

    /** Every version of a journey, newest first; empty where it was never published. */
    async versions(id: JourneyId): Promise<StoredVersion[]> {
      const item = await table.get(catalogueKey(id))
      if (!item) return []
      const { current, latest } = CatalogueEntry.parse(item)
      const numbers = Array.from({ length: latest }, (_, i) => latest - i)
      const heads = await Promise.all(
        numbers.map(version => table.get({ pk: versionPartition(id, version), sk: 'head' })),
      )
      return numbers.map((version, i) => ({
        version,
        isCurrent: version === current,
        ...wholeOf(heads[i]),
      }))
    },

    async head(id: JourneyId, version: number): Promise<Head> {
      return Head.parse(await required(id, version, 'head'))
    },

    async email(id: JourneyId, version: number, key: string): Promise<EmailTemplate> {
      return EmailTemplate.parse((await required(id, version, `email#${key}`))['email'])
    },

    /** @returns undefined when this version has no such module. */
    async page(id: JourneyId, version: number, moduleId: ModuleId): Promise<ModulePage | undefined> {
      const item = await table.get({ pk: versionPartition(id, version), sk: `page#${moduleId}` })
      return item && ModulePage.parse(item['page'])
    },

    /** The pages of all modules of a version, in their order. */
    async pages(id: JourneyId, version: number): Promise<ModulePage[]> {
      const { journey } = await this.head(id, version)
      return Promise.all(
        journey.modules.map(async module =>
          ModulePage.parse((await required(id, version, `page#${module.id}`))['page']),
        ),
      )
    },

    /** Whether a version holds exactly this, but for its number. One from before there was a kind of email does not. */
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
     * Stores a new version and makes it current. Its number is taken first, then its rows are written, and it becomes
     * current last: a publication that breaks off changes nothing, and no version is ever written twice.
     * @param note what has changed, in its author's words.
     * @returns 'conflict' when somebody else took this version's number meanwhile.
     */
    async publish(published: PublishedJourney, at: number, note?: string): Promise<'published' | 'conflict'> {
      const { journey, sender, about, help, emails, pages } = PublishedJourney.parse(published)
      const { id, version } = journey
      const taken = await table.write({
        update: catalogueKey(id),
        set: { latest: version },
        when:
          version === 1
            ? [{ attribute: 'pk', is: 'absent' }]
            : [{ attribute: 'latest', is: '=', value: version - 1 }],
      })
      if (taken.is === 'conflict') return 'conflict'
      const pk = versionPartition(id, version)
      const rows = [
        ...emails.map(email => ({ pk, sk: `email#${email.key}`, email })),
        ...pages.map(page => ({ pk, sk: `page#${page.id}`, page })),
        // Last, so that a version that has one is whole.
        {
          pk,
          sk: 'head',
          journey,
          sender,
          ...words({ about, help }),
          publishedAt: at,
          ...(note && { note }),
        },
      ]
      for (const put of rows) await table.write({ put })
      await table.write({ update: catalogueKey(id), set: { current: version, publishedAt: at } })
      return 'published'
    },

    /** Makes an earlier version current again. @returns 'no-such-version' when it was never published. */
    async makeCurrent(id: JourneyId, version: number): Promise<'current' | 'no-such-version'> {
      if (!(await isWhole(id, version))) return 'no-such-version'
      await table.write({ update: catalogueKey(id), set: { current: version } })
      return 'current'
    },

    /** The number that the next version takes: one more than the highest taken, published whole or not. */
    async nextVersion(id: JourneyId): Promise<number> {
      const item = await table.get(catalogueKey(id))
      return (item ? CatalogueEntry.parse(item).latest : 0) + 1
    },
  }
}
export type JourneyStore = ReturnType<typeof journeyStore>
