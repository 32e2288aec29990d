import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { hour } from '../domain/duration.ts'
import type { Instant } from '../domain/ids.ts'
import { sentPageKey } from './keys.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import { FilledIn } from './received-sign-ups.ts'
import type { Item, Table, Write } from './table.ts'

/** How long the page after the form can be opened, in milliseconds. */
const sentPageLife = hour

/** Random and secret: everybody who has it sees the address. */
export const SentPageId = z.string().check(z.regex(/^[0-9a-z]{24}$/))
export type SentPageId = z.infer<typeof SentPageId>

/** The unencrypted part of the row. */
const Open = z.object({
  at: z.int(),
  /** So many sign-ups came in that emails of this kind are slowed down. */
  isSlow: z.boolean(),
  /** How often the email was requested again. */
  again: z.int(),
})

/** What the page after the form shows, and what is sent again, possibly with another address. */
export type SentPage = z.infer<typeof FilledIn> & z.infer<typeof Open>

/** What was filled in is encrypted, so that neither the table nor a backup reveals an address. */
const Row = z.extend(Open, { sealed: z.string() })

const derived = (id: SentPageId, what: 'name' | 'key'): Buffer =>
  createHash('sha256').update(`sent-page:${what}:${id}`).digest()

/**
 * Each id, and so each key, encrypts one text only. A fixed nonce is therefore never used twice with a key (NIST SP
 * 800-38D, section 8).
 */
const nonce = Buffer.alloc(12)
const tagLength = 16

function seal(id: SentPageId, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', derived(id, 'key'), nonce)
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function unseal(id: SentPageId, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', derived(id, 'key'), nonce)
  decipher.setAuthTag(bytes.subarray(-tagLength))
  return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString()
}

/** The row's key is derived from the id, so that readers of the table cannot decrypt it. */
const keyOf = (id: SentPageId) => sentPageKey(derived(id, 'name').toString('base64url'))

/** The write that counts another request for the email; it fails if somebody has requested since the page was read. */
export const countRepeatRequest = (id: SentPageId, { again }: Pick<SentPage, 'again'>): Write => ({
  update: keyOf(id),
  add: { again: 1 },
  when: [{ attribute: 'again', is: '=', value: again }],
})

/** What was filled in, for an hour, by a random id. */
export function sentPageStore(table: Pick<Table, 'get' | 'write'>) {
  return {
    /** Stores a page: one write, whoever it is about. DynamoDB deletes it within about two days after its hour. */
    async add(id: SentPageId, page: SentPage): Promise<void> {
      const ttl = Math.ceil((page.at + sentPageLife) / 1000)
      const { at, isSlow, again, ...filledIn } = page
      const sealed = seal(id, JSON.stringify(filledIn))
      const put: Item = { ...keyOf(id), _: 1, at, isSlow, again, sealed, ttl }
      const written = await table.write({ put, when: isAsRead(unwritten) })
      if (written.is !== 'written') throw new Error('Two pages after a sign-up have drawn one id.')
    },

    /**
     * @param id from an address or a form, unvalidated.
     * @returns undefined after its hour, whether or not the row still exists. Erasure does not remove the page:
     * otherwise the person who typed the address could see that it was known.
     */
    async find(id: string, now: Instant): Promise<SentPage | undefined> {
      if (!SentPageId.safeParse(id).success) return undefined
      const item = await table.get(keyOf(id))
      if (!item) return undefined
      const { sealed, ...open } = Row.parse(item)
      if (now >= open.at + sentPageLife) return undefined
      return { ...FilledIn.parse(JSON.parse(unseal(id, sealed))), ...open }
    },
  }
}
export type SentPageStore = ReturnType<typeof sentPageStore>
