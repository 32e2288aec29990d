import * as z from 'zod/mini'
import { Epoch, type Instant, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { Notice } from './notice.ts'

/** `addressVersion`: to which of somebody's addresses it was mailed; absent for the first. */
const who = { learnerId: LearnerId, epoch: Epoch, addressVersion: z.optional(z.int()) }
const until = { expiresAt: z.int() }
/** When the email with it went out: a newer email may do what an older one has used up. */
const mailed = { mailedAt: z.optional(z.int()) }

/**
 * What a signed link stands for: one purpose, one person, one life of theirs; never an address. A link for one purpose
 * opens nothing else.
 */
export const Link = z.discriminatedUnion('purpose', [
  /** For one sign-up, by its number; the epoch is that of the life that it begins or goes on. */
  z.object({ purpose: z.literal('confirm'), ...who, ...mailed, request: z.int(), ...until }),
  z.object({ purpose: z.literal('module'), ...who, ...mailed, journeyId: JourneyId, moduleId: ModuleId }),
  z.object({ purpose: z.literal('preferences'), ...who, ...mailed }),
  /** For the page of a group: a proposal that somebody is asked about, or a circle that they are in. */
  z.object({ purpose: z.literal('circle'), ...who, ...mailed, group: z.string() }),
  /** Delicate things: download, erase, change of address. Mailed on request, because emails get forwarded. */
  z.object({ purpose: z.literal('private'), ...who, ...mailed, ...until }),
  z.object({ purpose: z.literal('address'), ...who, ...mailed, occurrence: z.int(), ...until }),
  /** Never mailed: handed out once, by the press that confirmed a sign-up, since emails with that link get forwarded. */
  z.object({ purpose: z.literal('welcome'), ...who, ...mailed, ...until }),
  /** Mailed to the old address when a change was confirmed. */
  z.object({ purpose: z.literal('undo-address'), ...who, ...mailed, occurrence: z.int(), ...until }),
  z.object({ purpose: z.literal('unsubscribe'), ...who, ...mailed }),
  /** Handed to a learning platform, which hands it back with `ModuleCompletionReported`. */
  z.object({ purpose: z.literal('reference'), ...who, journeyId: JourneyId, moduleId: ModuleId }),
  /** Never mailed: what a press did, carried to the page that a browser is sent on to. */
  z.object({
    purpose: z.literal('notice'),
    ...who,
    notice: Notice,
    /** Which journey's button it was. */
    journeyId: z.optional(JourneyId),
    /** On which group's page it was pressed, if it was. */
    group: z.optional(z.string()),
    /** Whom of a circle it was about, by their place in it. */
    place: z.optional(z.int()),
    ...until,
  }),
])
export type Link = z.infer<typeof Link>
/** What a link may be for. */
export type LinkPurpose = Link['purpose']
/** A link for one purpose. */
export type LinkOf<P extends LinkPurpose> = Extract<Link, { purpose: P }>

/** Whether a link's time is up. */
export const isExpired = (link: Link, now: Instant): boolean => 'expiresAt' in link && link.expiresAt < now

/** Links that show or change what is nobody else's business: who reads an old address of theirs is kept out. */
const forPresentAddress: readonly LinkPurpose[] = ['preferences', 'circle', 'private', 'welcome']

/** Whether a link was mailed to another address than somebody has now, and opens nothing for that. */
export const isForOtherAddress = (
  { purpose, addressVersion = 0 }: Pick<Link, 'purpose' | 'addressVersion'>,
  learner: { addressVersion?: number },
): boolean => forPresentAddress.includes(purpose) && addressVersion !== (learner.addressVersion ?? 0)
