import * as z from 'zod/mini'
import { Epoch, type Instant, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { Notice } from './notice.ts'

/** `addressVersion`: the version of the address that it was mailed to; absent for the first. */
const who = { learnerId: LearnerId, epoch: Epoch, addressVersion: z.optional(z.int()) }
const until = { expiresAt: z.int() }
/** When its email went out. A newer email allows changes that an older one has used up. */
const mailed = { mailedAt: z.optional(z.int()) }

/**
 * The contents of a signed link: one purpose, one person, one epoch; never an address. A link for one purpose opens
 * nothing else.
 */
export const Link = z.discriminatedUnion('purpose', [
  /** For one sign-up, by its number. The epoch is the one that the confirmation begins or continues. */
  z.object({ purpose: z.literal('confirm'), ...who, ...mailed, request: z.int(), ...until }),
  z.object({ purpose: z.literal('module'), ...who, ...mailed, journeyId: JourneyId, moduleId: ModuleId }),
  z.object({ purpose: z.literal('preferences'), ...who, ...mailed }),
  /** For the page of a group: a proposal or a circle. */
  z.object({ purpose: z.literal('circle'), ...who, ...mailed, group: z.string() }),
  /** For sensitive actions: download, erase, change of address. Mailed on request, because emails get forwarded. */
  z.object({ purpose: z.literal('private'), ...who, ...mailed, ...until }),
  z.object({ purpose: z.literal('address'), ...who, ...mailed, occurrence: z.int(), ...until }),
  /** Never mailed: handed out once, when a sign-up is confirmed, because emails get forwarded. */
  z.object({ purpose: z.literal('welcome'), ...who, ...mailed, ...until }),
  /** Mailed to the old address when a change was confirmed. */
  z.object({ purpose: z.literal('undo-address'), ...who, ...mailed, occurrence: z.int(), ...until }),
  z.object({ purpose: z.literal('unsubscribe'), ...who, ...mailed }),
  /** Given to a learning platform, which returns it with `ModuleCompletionReported`. */
  z.object({ purpose: z.literal('reference'), ...who, journeyId: JourneyId, moduleId: ModuleId }),
  /** Never mailed: carries the result of a press to the page that the browser is redirected to. */
  z.object({
    purpose: z.literal('notice'),
    ...who,
    notice: Notice,
    /** The journey of the button. */
    journeyId: z.optional(JourneyId),
    /** The group on whose page it was pressed, if any. */
    group: z.optional(z.string()),
    /** The other member that it was about, by place in the circle. */
    place: z.optional(z.int()),
    ...until,
  }),
])
export type Link = z.infer<typeof Link>
/** The purpose of a link. */
export type LinkPurpose = Link['purpose']
/** A link for one purpose. */
export type LinkOf<P extends LinkPurpose> = Extract<Link, { purpose: P }>

/** Whether a link has expired. */
export const isExpired = (link: Link, now: Instant): boolean => 'expiresAt' in link && link.expiresAt < now

/** Purposes that show or change private data. Readers of a former address are kept out. */
const forPresentAddress: readonly LinkPurpose[] = ['preferences', 'circle', 'private', 'welcome']

/** Whether a link was mailed to a former address and is invalid for that reason. */
export const isForOtherAddress = (
  { purpose, addressVersion = 0 }: Pick<Link, 'purpose' | 'addressVersion'>,
  learner: { addressVersion?: number },
): boolean => forPresentAddress.includes(purpose) && addressVersion !== (learner.addressVersion ?? 0)
