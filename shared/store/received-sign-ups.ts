import * as z from 'zod/mini'
import { InvitationId } from '../contracts/invitation.ts'
import { Consent } from '../domain/consent.ts'
import { day } from '../domain/duration.ts'
import { Epoch, type Instant, JourneyId, LearnerId } from '../domain/ids.ts'
import { Preferences } from '../domain/preferences.ts'
import { requestedFor } from '../domain/requested-sign-up.ts'
import { Sector } from '../domain/sectors.ts'
import { dueAttributes, receivedSignUps } from './due.ts'
import { receivedIdOf, receivedKey } from './keys.ts'
import { isAsRead, unwritten } from './read-and-write.ts'
import type { Item, Table, Write } from './table.ts'

const shape = 1

const typed = {
  email: z.string(),
  /** The token of a link through which the person came to the form, unverified. */
  link: z.optional(z.string()),
}

/** A sign-up form. */
const FilledSignUp = z.object({
  ...typed,
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  sector: z.optional(Sector),
  preferences: Preferences,
  journeyId: JourneyId,
  consent: Consent,
  /** The colleague's invitation link by which they came. */
  invitation: z.optional(InvitationId),
})

/** The form that asks for a private link. It is handled like a sign-up, because anybody can send both. */
const FilledFindMe = z.object({ ...typed, wants: z.literal('private-link') })

/** The fields of a received form, as stored. */
export const FilledIn = z.union([FilledFindMe, FilledSignUp])

/** The fields of every waiting request: with keyed hashes to look it up and to limit its kind. */
const waiting = {
  /** Random; becomes the learner's id if the address is unknown. */
  id: LearnerId,
  /** The epoch that it begins, if it begins one. */
  epoch: Epoch,
  at: z.int(),
  /** Requested again, from the page after the form. */
  isAgain: z.optional(z.boolean()),
  hashes: z.object({ address: z.string(), mailbox: z.string(), domain: z.string(), network: z.string() }),
}
const ReceivedSignUp = z.extend(FilledSignUp, waiting)
export type ReceivedSignUp = z.infer<typeof ReceivedSignUp>
const ReceivedFindMe = z.extend(FilledFindMe, waiting)
export type ReceivedFindMe = z.infer<typeof ReceivedFindMe>
const Received = z.union([ReceivedFindMe, ReceivedSignUp])
/** A received request: a sign-up, or for a private link. */
export type Received = z.infer<typeof Received>

/** Whether the request is a sign-up. */
export const isSignUp = <S extends object>(filled: S): filled is Exclude<S, { wants: string }> =>
  !('wants' in filled)

/** Whose request it is and when it was sent. Read even if the rest of the row cannot be. */
const SentFor = z.object({ at: z.int(), hashes: z.object({ address: z.string() }) })
export type SentFor = z.infer<typeof SentFor>

/** A received request, or why its row cannot be read, with whose it is if that is known. */
export type FoundSignUp =
  | { is: 'readable'; signUp: Received }
  | { is: 'unreadable'; error: unknown; sentFor?: SentFor | undefined }

/** Parses the row of a received request. */
export function readReceived(item: Item): FoundSignUp {
  const sentFor = SentFor.safeParse(item).data
  if (item['_'] !== shape) {
    const words = `Row ${item.pk} has shape ${String(item['_'])}, which this version cannot read. Deploy the version that wrote it, or newer.`
    return { is: 'unreadable', error: new Error(words), sentFor }
  }
  const { success, data, error } = Received.safeParse({ ...item, id: receivedIdOf(item) })
  return success ? { is: 'readable', signUp: data } : { is: 'unreadable', error, sentFor }
}

/**
 * How often a quarantined request is tried again, in milliseconds: a new version may be able to read it, and nothing
 * of an erased person may stay in it.
 */
const lookedAtEvery = day

/** The index attributes of a quarantined request. */
export const quarantinedUntil = (id: LearnerId, now: Instant) =>
  dueAttributes(receivedSignUps, id, now + lookedAtEvery)

/**
 * The write that stores a request, due at once, with its event. It expires after the time for which an unconfirmed
 * sign-up is kept.
 */
export function receivedWrite({ id, ...received }: Received): Write {
  const put: Item = {
    ...receivedKey(id),
    _: shape,
    v: 1,
    ...received,
    ...dueAttributes(receivedSignUps, id, received.at),
    ttl: Math.floor((received.at + requestedFor) / 1000),
    f: '[]',
  }
  return { put, when: isAsRead(unwritten) }
}

/** The write that deletes a handled request; it fails if another worker has handled it. */
export const withoutReceived = (id: LearnerId): Write => ({
  delete: receivedKey(id),
  when: [{ attribute: 'pk', is: 'present' }],
})

/** Requests between the form and the decision about them: for a second, or a minute if an event is lost. */
export function receivedSignUpStore(table: Pick<Table, 'get' | 'write' | 'transact'>) {
  return {
    /** Stores a request: one write, whoever it is about. */
    async add(received: Received): Promise<void> {
      const written = await table.write(receivedWrite(received))
      if (written.is !== 'written')
        throw new Error(`Sign-up ${received.id} is there already: two have drawn one id.`)
    },

    /** @returns undefined if it was handled. */
    async find(id: LearnerId): Promise<FoundSignUp | undefined> {
      const item = await table.get(receivedKey(id))
      return item && readReceived(item)
    },

    /**
     * Deletes a request without any effect.
     * @param also further writes in the same transaction.
     * @returns whether it existed, and all was written.
     */
    async drop(id: LearnerId, also: readonly Write[] = []): Promise<boolean> {
      const gone = withoutReceived(id)
      const written = also.length === 0 ? await table.write(gone) : await table.transact([gone, ...also])
      return written.is === 'written'
    },
  }
}
export type ReceivedSignUpStore = ReturnType<typeof receivedSignUpStore>
