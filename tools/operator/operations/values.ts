import * as z from 'zod/mini'
import { markedIn } from '../../../shared/domain/reflections/marked-in.ts'

/** A whole number from 1. */
export const wholeNumber = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'A whole number from 1 is needed.')),
  z.transform(Number),
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

/** A day, such as `2026-11-23`. */
export const calendarDay = z
  .string()
  .check(
    z.refine(
      given => /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given)),
      'A day is needed: 2026-11-23.',
    ),
  )

const withZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** A moment that says its zone, such as `2026-11-23T09:00Z` or `2026-11-23T09:00+01:00`, as milliseconds since 1970. */
export const moment = z.pipe(
  z
    .string()
    .check(
      z.refine(
        given => withZone.test(given) && !Number.isNaN(Date.parse(given)),
        'A moment with its zone is needed: 2026-11-23T09:00Z, or …+01:00.',
      ),
    ),
  z.transform((given: string) => Date.parse(given)),
)

/** What has changed in a version, in its author's words; kept with it for good, so that it may say nothing of a person. */
export const noteOfVersion = z.string().check(
  z.trim(),
  z.maxLength(200, 'A note has 200 characters at most.'),
  z.regex(/^\P{Cc}+$/u, 'A note is a line of words.'),
  z.refine(
    note => markedIn(note).length === 0,
    'The note looks as if it held something about a person. It is kept with the version for good: say it without.',
  ),
)
