import * as z from 'zod/mini'
import { JourneyId, ModuleId } from './ids.ts'
import { Weekday } from './preferences.ts'
import { Question } from './question.ts'
import { Sector } from './sectors.ts'
import { TimeZone } from './time-zone.ts'

/** A wait as an author writes it (`2 days`, `1 week`), in whole calendar days or hours of the journey's zone. */
export const Wait = z.union([
  z.object({ days: z.int().check(z.minimum(0), z.maximum(366)) }),
  z.object({ hours: z.int().check(z.minimum(0), z.maximum(240)) }),
])
export type Wait = z.infer<typeof Wait>

/** A module as the engine sees it: when it is due and who gets it, without its text. */
export const Module = z.object({
  id: ModuleId,
  title: z.string(),
  /** Counted from the previous completion; for the first module, from the start. `{ days: 0 }` means at once. */
  after: Wait,
  /** How long after the email or the last activity each reminder goes out, ascending. */
  remind: z.array(Wait).check(z.maxLength(5)),
  /** How long after the email or the last activity the journey pauses itself; absent: never. */
  pauseAfter: z.optional(Wait),
  onlyFor: z.optional(z.array(Sector)),
  notFor: z.optional(z.array(Sector)),
  /** Asked together with "done". */
  question: z.optional(Question),
})
export type Module = z.infer<typeof Module>

/** An immutable published version of a journey, without its text. */
export const Journey = z.object({
  id: JourneyId,
  /** 1, 2, 3 … in the order of publishing. */
  version: z.int().check(z.minimum(1)),
  title: z.string(),
  zone: TimeZone,
  /** The days and hours for learners who chose none themselves. */
  days: z.array(Weekday).check(z.minLength(1)),
  hours: z
    .object({
      from: z.int().check(z.minimum(0), z.maximum(23)),
      to: z.int().check(z.minimum(1), z.maximum(24)),
    })
    .check(z.refine(({ from, to }) => from < to, 'Sending hours begin before they end.')),
  modules: z.array(Module).check(z.minLength(1), z.maxLength(100)),
})
export type Journey = z.infer<typeof Journey>
