import * as z from 'zod/mini'
import { JourneyId } from '../domain/ids.ts'
import { EmailAddress } from './email-address.ts'
import { type Form, fieldOf, listOf } from './form.ts'
import { preferredTimes } from './sign-up.ts'
import { takeApart, WrittenDay } from './written-day.ts'

const journey = { journey: JourneyId }

/** What can be done on the preferences page, by the button that was pressed. */
export const PreferencesRequest = z.discriminatedUnion(
  'action',
  [
    z.object({
      action: z.literal('times'),
      ...preferredTimes,
      pace: z.enum(['as-written', 'slower'], 'pace-wrong'),
      breakUntil: z.optional(WrittenDay),
    }),
    z.object({ action: z.literal('pause'), ...journey }),
    z.object({ action: z.literal('resume'), ...journey }),
    z.object({ action: z.literal('leave') }),
    z.object({ action: z.literal('private-link') }),
    z.object({ action: z.literal('change-address'), email: EmailAddress }),
    z.object({ action: z.literal('download') }),
    z.object({ action: z.literal('erase'), confirm: z.literal('yes', 'erase-unconfirmed') }),
  ],
  'action-unknown',
)
export type PreferencesRequest = z.infer<typeof PreferencesRequest>
/** The name of a button on the preferences page. */
export type PreferencesAction = PreferencesRequest['action']

/** These need the private link of 30 minutes, because other emails get forwarded. */
export const privateActions = [
  'change-address',
  'download',
  'erase',
] as const satisfies readonly PreferencesAction[]

/** The day that ends a break, from its three fields or all from the first. Undefined when all are blank. */
function breakUntil(form: Form): unknown {
  const written = ['break-day', 'break-month', 'break-year'].flatMap(name => fieldOf(form, name) ?? [])
  if (written.length === 0) return undefined
  return takeApart(written.join(' ')) ?? 'unreadable'
}

/** A form posted on the preferences page as the schema reads it. */
export function preferencesFields(form: Form): Record<string, unknown> {
  const single = ['action', 'pace', 'journey', 'email', 'confirm']
  return {
    ...Object.fromEntries(single.map(name => [name, fieldOf(form, name)])),
    days: listOf(form, 'days'),
    parts: listOf(form, 'parts'),
    breakUntil: breakUntil(form),
  }
}
