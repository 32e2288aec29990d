import * as z from 'zod/mini'
import { Consent } from '../domain/consent.ts'
import { hour } from '../domain/duration.ts'
import { type Instant, JourneyId } from '../domain/ids.ts'
import { Preferences } from '../domain/preferences.ts'
import { Sector } from '../domain/sectors.ts'
import { sentPageKey } from './keys.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Table, Write } from './table.ts'

/** For how long the page after a sign-up can be opened. */
const sentPageLife = hour

/** Random, and a secret: whoever has it sees the address. */
export const SentPageId = z.string().check(z.regex(/^[0-9a-z]{24}$/))
export type SentPageId = z.infer<typeof SentPageId>

/** What the page after a sign-up shows, and what is sent again, or with another address, from there. */
const SentPage = z.object({
  at: z.int(),
  email: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  sector: z.optional(Sector),
  preferences: Preferences,
  journeyId: JourneyId,
  consent: Consent,
  link: z.optional(z.string()),
  /** So many sign-ups came in with it that emails like the one that it asks for are slowed down. */
  isSlow: z.boolean(),
  /** How often the email was asked for again. */
  again: z.int(),
})
export type SentPage = z.infer<typeof SentPage>

/** That the email is asked for again; it fails where somebody has asked since the page was read. */
export const askedAgain = (id: SentPageId, { again }: Pick<SentPage, 'again'>): Write => ({
  update: sentPageKey(id),
  add: { again: 1 },
  when: [{ attribute: 'again', is: '=', value: again }],
})

/** What was filled in, for an hour, by a random id that says nothing about who it is. */
export function sentPageStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /** Stores a page: one write, whoever it is about. DynamoDB removes it within about two days of its hour. */
    async add(id: SentPageId, page: SentPage): Promise<void> {
      const ttl = Math.ceil((page.at + sentPageLife) / 1000)
      const put: Item = { ...sentPageKey(id), _: 1, ...page, ttl }
      const written = await table.write({ put, when: isAsRead(unwritten) })
      if (written.is !== 'written') throw new Error('Two pages after a sign-up have drawn one id.')
    },

    /**
     * @param id as it stands in an address or a form: anything.
     * @returns undefined once its hour is over, whether or not its row is still there.
     */
    async find(id: string, now: Instant): Promise<SentPage | undefined> {
      if (!SentPageId.safeParse(id).success) return undefined
      const item = await table.get(sentPageKey(id))
      const page = item && SentPage.parse(item)
      return page && now < page.at + sentPageLife ? page : undefined
    },
  }
}
export type SentPageStore = ReturnType<typeof sentPageStore>
