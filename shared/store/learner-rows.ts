import * as z from 'zod/mini'
import { Consent } from '../domain/consent.ts'
import { AccountEmail, AccountEmailKind, JourneyEmail } from '../domain/email.ts'
import { Epoch, JourneyId, ModuleId } from '../domain/ids.ts'
import { CalendarDay, Preferences } from '../domain/preferences.ts'
import { Joined, Joining, RequestedSignUp } from '../domain/requested-sign-up.ts'
import { Sector } from '../domain/sectors.ts'
import { Details } from './details.ts'
import type { Item } from './table.ts'

const instant = z.int().check(z.minimum(0))
/** The current shape of rows. Older rows are upgraded on reading: add a step to `upcast` with each change. */
export const shape = 2

/** Shape 1 had only the day of the last email. Noon in UTC lies within that day in nearly every zone. */
function withMoment(item: Item, day: string, moment: string): Item {
  const known = item[day]
  return typeof known === 'string' ? { ...item, [moment]: Date.parse(`${known}T12:00Z`) } : item
}

/**
 * Upgrades a stored row to the current shape.
 * @throws if this version does not know its shape.
 */
export function upcast(item: Item): Item {
  const stored = item['_']
  if (stored === shape || stored === 1)
    return withMoment(withMoment(item, 'ld', 'la'), 'lastEmailDay', 'lastEmailAt')
  throw new Error(
    `Row ${item.pk} ${item.sk} has shape ${String(stored)}, which this version cannot read. Deploy the version that wrote it, or newer.`,
  )
}

const claim = {
  at: instant,
  by: z.string(),
  unknownSince: z.optional(instant),
  lookAt: z.optional(instant),
}

/** The row of the person themselves. */
export const ProfileRow = z.object({
  v: z.int(),
  h: z.string(),
  details: Details,
  epoch: Epoch,
  status: z.enum(['pending', 'active', 'left']),
  consent: z.extend(Consent, { at: instant }),
  preferences: Preferences,
  sector: z.optional(Sector),
  undeliverable: z.optional(z.enum(['bounced', 'complained', 'suppressed'])),
  requests: z.array(RequestedSignUp),
  confirmed: z.optional(z.int()),
  joined: z._default(z.array(Joined), []),
  joining: z._default(z.array(Joining), []),
  accountEmails: z.array(
    z.object({
      kind: AccountEmailKind,
      occurrence: z.int(),
      about: z.optional(JourneyId),
      dueAt: instant,
      rejections: z.optional(z.int()),
      waitsFor: z.optional(z.enum(['many-bounce', 'many-asked'])),
      turn: z.optional(instant),
    }),
  ),
  emailCount: z.int(),
  linksAsked: z._default(z.array(instant), []),
  endedAt: z.optional(instant),
  linksAskedFrom: z.optional(instant),
  presses: z.optional(z.object({ mailedAt: instant, since: instant, count: z.int() })),
  addressChange: z.optional(z.int()),
  addressVersion: z.optional(z.int()),
  addressUndos: z.optional(
    z.array(
      z.object({ occurrence: z.int(), accountEmail: z.int(), addressVersion: z.int(), until: instant }),
    ),
  ),
  lastEmailAt: z.optional(instant),
  cl: z.optional(z.object({ email: AccountEmail, ...claim })),
  /** The journeys in which this person has rows. */
  journeys: z.array(JourneyId),
})

const Phase = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting'), since: instant, asked: z.optional(z.literal(true)) }),
  z.object({
    is: z.literal('reading'),
    moduleId: ModuleId,
    since: instant,
    reminders: z.int(),
    again: z.optional(z.literal(true)),
    version: z.optional(z.int()),
  }),
  z.object({ is: z.literal('completed') }),
  z.object({ is: z.literal('left') }),
])

/**
 * An enrolment's row. Names are short because a row of up to 1 KB costs one write unit, and this is the most written
 * row. For the same reason its words are listed once, in `w`, and used by number. Rows of shape 1 have no such list.
 */
export const EnrolmentRow = z.object({
  v: z.int(),
  h: z.string(),
  e: Epoch,
  p: Phase,
  d: z.optional(instant),
  pb: z.optional(z.enum(['learner', 'silence'])),
  rf: z.optional(z.int()),
  em: z.string(),
  dn: z.string(),
  tr: z.optional(z.string()),
  rp: z.optional(z.string()),
  n: z.int(),
  la: z.optional(instant),
  cl: z.optional(
    z.object({
      email: JourneyEmail,
      ...claim,
    }),
  ),
  of: z.optional(z.string()),
  rd: z.optional(CalendarDay),
  ru: z.optional(z.array(CalendarDay)),
  rs: z.optional(z.object({ moduleId: ModuleId, at: instant })),
  lt: z.optional(z.string()),
  w: z.optional(z.string()),
})
