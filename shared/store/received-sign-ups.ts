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
  /** The token of a link through which somebody came to the form, unopened. */
  link: z.optional(z.string()),
}

/** A sign-up as it was filled in. */
const FilledSignUp = z.object({
  ...typed,
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  sector: z.optional(Sector),
  preferences: Preferences,
  journeyId: JourneyId,
  consent: Consent,
  /** The link of somebody who takes part, by which they came. */
  invitation: z.optional(InvitationId),
})

/** The form by which somebody asks for a private link to their address. It goes the way of a sign-up, as anybody can send both. */
const FilledFindMe = z.object({ ...typed, wants: z.literal('private-link') })

/** What was filled in. */
export const FilledIn = z.union([FilledFindMe, FilledSignUp])

/** What waits to be handled has beside it, with the keyed hashes that it is looked up and held down by. */
const waiting = {
  /** Random; that of the learner, where the address turns out to be nobody's yet. */
  id: LearnerId,
  /** The life that it begins, where it begins one. */
  epoch: Epoch,
  at: z.int(),
  /** Its email was asked for once more, from the page after the form. */
  isAgain: z.optional(z.boolean()),
  hashes: z.object({ address: z.string(), mailbox: z.string(), domain: z.string(), network: z.string() }),
}
const ReceivedSignUp = z.extend(FilledSignUp, waiting)
export type ReceivedSignUp = z.infer<typeof ReceivedSignUp>
const ReceivedFindMe = z.extend(FilledFindMe, waiting)
export type ReceivedFindMe = z.infer<typeof ReceivedFindMe>
const Received = z.union([ReceivedFindMe, ReceivedSignUp])
/** What waits to be handled: a sign-up, or the wish for a private link. */
export type Received = z.infer<typeof Received>

/** Which of the two forms it was. */
export const isSignUp = <S extends object>(filled: S): filled is Exclude<S, { wants: string }> =>
  !('wants' in filled)

/** Whose a sign-up is and when it was sent: this much is looked for in a row that cannot be read otherwise. */
const SentFor = z.object({ at: z.int(), hashes: z.object({ address: z.string() }) })
export type SentFor = z.infer<typeof SentFor>

/** A sign-up that was received; or why its row cannot be read, and whose it is, where that can be told. */
export type FoundSignUp =
  | { is: 'readable'; signUp: Received }
  | { is: 'unreadable'; error: unknown; sentFor?: SentFor | undefined }

/** Reads the row of a sign-up that was received. */
export function readReceived(item: Item): FoundSignUp {
  const sentFor = SentFor.safeParse(item).data
  if (item['_'] !== shape) {
    const words = `Row ${item.pk} has shape ${String(item['_'])}, which this version cannot read. Deploy the version that wrote it, or newer.`
    return { is: 'unreadable', error: new Error(words), sentFor }
  }
  const { success, data, error } = Received.safeParse({ ...item, id: receivedIdOf(item) })
  return success ? { is: 'readable', signUp: data } : { is: 'unreadable', error, sentFor }
}

/** How often a sign-up that was quarantined is looked at again: a new version may read it, and nothing of who is erased stays in it. */
const lookedAtEvery = day

/** Where one that was quarantined stands in the due index. */
export const quarantinedUntil = (id: LearnerId, now: Instant) =>
  dueAttributes(receivedSignUps, id, now + lookedAtEvery)

/**
 * The write that stores a sign-up, due at once, with the event that tells of it. DynamoDB removes it after the time for
 * which an unconfirmed sign-up is kept, should nobody have been able to handle it.
 */
export function asReceived({ id, ...received }: Received): Write {
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

/** The write that takes a sign-up away once it is handled; it fails where another worker has handled it. */
export const withoutReceived = (id: LearnerId): Write => ({
  delete: receivedKey(id),
  when: [{ attribute: 'pk', is: 'present' }],
})

/** Sign-ups between the form and the decision what becomes of them: a second, or a minute where an event got lost. */
export function receivedSignUpStore(table: Pick<Table, 'get' | 'write' | 'transact'>) {
  return {
    /** Stores a sign-up: one write, whoever it is about. */
    async add(received: Received): Promise<void> {
      const written = await table.write(asReceived(received))
      if (written.is !== 'written')
        throw new Error(`Sign-up ${received.id} is there already: two have drawn one id.`)
    },

    /** @returns undefined once it has been handled. */
    async find(id: LearnerId): Promise<FoundSignUp | undefined> {
      const item = await table.get(receivedKey(id))
      return item && readReceived(item)
    },

    /**
     * Takes a sign-up away of which nothing is to become.
     * @param also writes that happen with it or not at all.
     * @returns whether it was there, and all was written.
     */
    async drop(id: LearnerId, also: readonly Write[] = []): Promise<boolean> {
      const gone = withoutReceived(id)
      const written = also.length === 0 ? await table.write(gone) : await table.transact([gone, ...also])
      return written.is === 'written'
    },
  }
}
export type ReceivedSignUpStore = ReturnType<typeof receivedSignUpStore>
