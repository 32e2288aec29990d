import * as z from 'zod/mini'
import { JourneyId } from '../domain/ids.ts'
import type { PreferenceName } from '../domain/preferences.ts'
import { type Form, fieldOf } from './form.ts'
import { preferredTimes, preferredTimesIn } from './sign-up.ts'
import { splitDay, WrittenDay } from './written-day.ts'

const journey = { journey: JourneyId }

/** All preferences, as forms send them. */
const times = {
  ...preferredTimes,
  pace: z.enum(['as-written', 'slower'], 'pace-wrong'),
  breakUntil: z.optional(WrittenDay),
} satisfies Readonly<Record<PreferenceName, z.ZodMiniType>>

/** The actions on “my journey”, by the pressed button. */
export const MyJourneyRequest = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.literal('times'), ...times }),
    z.object({ action: z.literal('pause'), ...journey }),
    z.object({ action: z.literal('resume'), ...journey }),
    z.object({ action: z.literal('next-now'), ...journey }),
    z.object({ action: z.literal('leave-journey'), ...journey }),
    z.object({ action: z.literal('leave') }),
    z.object({ action: z.literal('private-link') }),
    z.object({ action: z.literal('download') }),
    z.object({ action: z.literal('download-to-read') }),
    z.object({ action: z.literal('erase'), confirm: z.literal('yes', 'erase-unconfirmed') }),
  ],
  'action-unknown',
)
export type MyJourneyRequest = z.infer<typeof MyJourneyRequest>
/** The name of a button on “My journey”. */
export type MyJourneyAction = MyJourneyRequest['action']

/** Actions that need the private link, which is valid for 30 minutes, because other emails get forwarded. */
export const privateActions = [
  'download',
  'download-to-read',
  'erase',
] as const satisfies readonly MyJourneyAction[]

/** The day that ends a break, from three fields, or all from the first one. Undefined if all are blank. */
function breakUntil(form: Form): unknown {
  const written = ['break-day', 'break-month', 'break-year'].flatMap(name => fieldOf(form, name) ?? [])
  if (written.length === 0) return undefined
  return splitDay(written.join(' ')) ?? 'unreadable'
}

const timesIn = (form: Form): Readonly<Record<PreferenceName, unknown>> => ({
  ...preferredTimesIn(form),
  pace: fieldOf(form, 'pace'),
  breakUntil: breakUntil(form),
})

/** Converts a form posted on “my journey” to the schema's input. */
export function myJourneyFields(form: Form): Record<string, unknown> {
  const single = ['action', 'journey', 'confirm']
  return {
    ...Object.fromEntries(single.map(name => [name, fieldOf(form, name)])),
    ...timesIn(form),
  }
}
