import * as z from 'zod'
import { JourneyId, ModuleId } from './ids.ts'
import { Weekday } from './preferences.ts'
import { Sector } from './sectors.ts'

/** A wait as an author writes it (`2 days`, `1 week`), in whole calendar days or hours of the journey's zone. */
export const Wait = z.union([
  z.object({ days: z.int().min(0).max(366) }),
  z.object({ hours: z.int().min(0).max(240) }),
])
export type Wait = z.infer<typeof Wait>

/** One module as the engine sees it: when it falls due and who gets it; never its words. */
export const Module = z.object({
  id: ModuleId,
  title: z.string(),
  /** Counted from the completion of the one before; for the first, from the start. `{ days: 0 }` means at once. */
  after: Wait,
  /** Silences after the email (or the last activity) at which a reminder goes out, rising. */
  remind: z.array(Wait).max(5),
  /** Silence after the email (or the last activity) at which the journey pauses itself; absent: it never does. */
  pauseAfter: Wait.optional(),
  onlyFor: z.array(Sector).optional(),
  notFor: z.array(Sector).optional(),
})
export type Module = z.infer<typeof Module>

/** An immutable published version of a journey, without its words. */
export const Journey = z.object({
  id: JourneyId,
  /** 1, 2, 3 … in the order of publishing. */
  version: z.int().min(1),
  title: z.string(),
  /** IANA name, such as `Europe/London`. */
  zone: z.string(),
  /** Sending days and hours for those who chose none themselves. */
  days: z.array(Weekday).min(1),
  hours: z
    .object({ from: z.int().min(0).max(23), to: z.int().min(1).max(24) })
    .refine(({ from, to }) => from < to, 'Sending hours begin before they end.'),
  modules: z.array(Module).min(1).max(100),
})
export type Journey = z.infer<typeof Journey>
