import * as z from 'zod'
import { type Weekday, weekdays } from '../domain/preferences.ts'
import { type Sector, sectors } from '../domain/sectors.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { languageTags } from '../texts/languages.ts'
import { closest, didYouMean } from './closest.ts'
import { typeset } from './markdown.ts'
import { bracketsIn } from './placeholders.ts'
import { parseWait, waitExamples } from './wait.ts'

const tooLong = (text: string, max: number): string =>
  `has ${text.length} characters; ${max} is the most that fits everywhere`

/** The longest sender's name, in characters; as long as a journey's title. */
const longestName = 60

const nothingToFill =
  'may not hold {{ or }}: nothing would be filled in here. A first name may stand in the text of a module alone'

/** Text that is shown as it is: one line, no placeholders. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .superRefine((text, context) => {
      if (text.length > max) context.addIssue(tooLong(text, max))
      if (bracketsIn(text).length > 0) context.addIssue(nothingToFill)
      if (/\p{Cc}/u.test(text)) context.addIssue('holds a sign that cannot be seen; type the words anew')
    })
    .transform(typeset)

/**
 * A word or phrase after which the page about help is shown. One of one or two letters would occur in nearly every
 * text.
 */
export const riskWord = words(60).refine(
  text => text.replace(/[^\p{L}\p{N}]/gu, '').length > 2,
  'needs at least three letters: a shorter word stands in nearly every text',
)

/** A number written in digits. */
export const wholeNumber = z.string().transform((text, context) => {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  context.addIssue(Number.isNaN(Number(text)) ? 'must be a number' : 'must be a whole number, in digits')
  return z.NEVER
})

/** A wait, as authors write it. */
export const waitText = z.string().superRefine((text, context) => {
  if (!parseWait(text)) context.addIssue(`"${text}" cannot be read as a wait; write ${waitExamples}`)
})

const oneOf = <T extends string>(kind: string, candidates: readonly T[]) =>
  z.string().transform((text, context): T => {
    const found = candidates.find(candidate => candidate === text)
    if (found !== undefined) return found
    context.addIssue(
      `"${text}" is no ${kind}.${didYouMean(text, candidates) || ` Known are: ${candidates.join(', ')}`}`,
    )
    return z.NEVER
  })

/** A language that the texts of emails and pages exist in. */
export const language = oneOf('language that we have words in', languageTags)

/** A day of the week in English, in full. */
export const weekday: z.ZodType<Weekday, string> = oneOf('day of the week', weekdays)

/** A sector of health and care, by its id. */
export const sector: z.ZodType<Sector, string> = oneOf('sector', sectors)

/** The zone that was probably meant by the name of a city, or by a misspelling. */
function zoneMeant(text: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone')
  const city = text.trim().replaceAll(' ', '_').toLowerCase()
  const areas = new Set(zones.map(zone => zone.slice(0, zone.lastIndexOf('/'))))
  const listed = zones.find(zone => zone.toLowerCase().endsWith(`/${city}`))
  const newlyNamed = [...areas].map(area => `${area}/${text.trim()}`).find(isTimeZone)
  return listed ?? newlyNamed ?? closest(text, zones)
}

/** A name of the IANA time zone database, such as `Europe/London`. */
export const timeZone = z.string().superRefine((text, context) => {
  if (isTimeZone(text)) return
  const meant = zoneMeant(text)
  context.addIssue(
    `"${text}" is no time zone.${meant ? ` Did you mean "${meant}"?` : ' Write one such as Europe/London'}`,
  )
})

/** `8 to 20`: the hours of a day within which emails are sent. */
export const hours = z.string().transform((text, context) => {
  const [, from, to] = /^(\d{1,2}) to (\d{1,2})$/.exec(text.trim()) ?? []
  const range = { from: Number(from), to: Number(to) }
  if (range.from < range.to && range.to <= 24) return range
  context.addIssue(`"${text}" cannot be read; write the hours of the day as "8 to 20"`)
  return z.NEVER
})

/** `Name <address>`, with a name that needs no escaping in a header's angle-bracket form. */
export const sender = z.string().transform((text, context) => {
  const [, before = '', address] = /^([^<>"\\\p{Cc}]+)<([^<>\s]+)>$/u.exec(text.trim()) ?? []
  const name = before.trim()
  if (bracketsIn(text).length > 0) context.addIssue(nothingToFill)
  if (name.length > longestName) context.addIssue(tooLong(name, longestName))
  if (name !== '' && z.email().safeParse(address).success) return { name, address: String(address) }
  context.addIssue(`"${text}" cannot be read; write a name and an address as in: Name <name@example.org>`)
  return z.NEVER
})
