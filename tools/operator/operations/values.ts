import * as z from 'zod/mini'
import { personalDataIn } from '../../../shared/domain/reflections/personal-data-in.ts'
import { excerptLength, VoiceId } from '../../../shared/domain/reflections/reflection.ts'
import { momentsInLondon } from '../command/london-time.ts'

/** A whole number from 1. */
export const wholeNumber = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'A whole number from 1 is needed.')),
  z.transform(Number),
)

/** A number of days, within what a deployment can have lived. */
export const daysBack = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'A whole number of days is needed: 1 to 9999.')),
  z.transform(Number),
)

/** The id of an excerpt that somebody shared. */
export const excerptId = z
  .string()
  .check(
    z.refine(
      given => VoiceId.safeParse(given).success,
      'An excerpt’s id has 24 letters and digits: reflections next shows it.',
    ),
  )

/** The words that a moderator proposes for an excerpt. */
export const proposedWords = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Write the words that would be shown'),
    z.maxLength(excerptLength, `Write no more than ${excerptLength} signs`),
    z.regex(/^[\P{Cc}\n]*$/u, 'A sign stands in it that nobody sees: type the words anew'),
  )

/** The number of a journey's version. */
export const versionNumber = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'A version is a whole number, such as 3.')),
  z.transform(Number),
)

/** A port, 0 for any that is free. */
export const portNumber = z.pipe(
  z.string().check(
    z.regex(/^\d{1,5}$/, 'A port is needed: 0 to 65535.'),
    z.refine(given => Number(given) <= 65_535, 'A port is needed: 0 to 65535.'),
  ),
  z.transform(Number),
)

/** Whether a text begins with a valid calendar day: `Date.parse` takes 30 February for 2 March. */
function beginsWithDay(text: string): boolean {
  const day = text.slice(0, 10)
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** A day, such as `2026-11-23`. */
export const calendarDay = z
  .string()
  .check(z.refine(given => given.length === 10 && beginsWithDay(given), 'A day is needed: 2026-11-23.'))

const isLondonTime = (given: string): boolean =>
  /^.{10}[ T]([01]\d|2[0-3]):[0-5]\d$/.test(given) && beginsWithDay(given)

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

const isMoment = (given: string): boolean =>
  withZone.test(given) && beginsWithDay(given) && !Number.isNaN(Date.parse(given))

/** A moment with a time zone, such as `2026-11-23T09:00Z` or `2026-11-23T09:00+01:00`, as milliseconds since 1970. */
export const moment = z.pipe(
  z.string().check(z.refine(isMoment, 'A moment with its zone is needed: 2026-11-23T09:00Z, or …+01:00.')),
  z.transform((given: string) => Date.parse(given)),
)

/** A moment as above, or London time without a zone, as in `2026-11-30 08:00`; as milliseconds since 1970. */
export const londonMoment = z.pipe(
  z.string().check(
    z.refine(given => isMoment(given) || isLondonTime(given), {
      error:
        'A time is needed: 2026-11-30 08:00 by London’s clock, or with its zone, as in 2026-11-30T08:00Z.',
      abort: true,
    }),
    z.refine(
      given => isMoment(given) || momentsInLondon(given).length === 1,
      'London’s clock shows that time twice or never, since it is changed that night: write it with its zone, as in 2027-03-28T01:30Z.',
    ),
  ),
  z.transform((given: string) => (isMoment(given) ? Date.parse(given) : (momentsInLondon(given)[0] ?? 0))),
)

/** The author's note on a version. It is stored for good, so it must not have personal data. */
export const noteOfVersion = z.string().check(
  z.trim(),
  z.maxLength(200, 'A note has 200 characters at most.'),
  z.regex(/^\P{Cc}+$/u, 'A note is a line of words.'),
  z.refine(
    note => personalDataIn(note).length === 0,
    'The note looks as if it held something about a person. It is kept with the version for good: say it without.',
  ),
)
