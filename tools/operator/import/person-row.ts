import * as z from 'zod'
import type { ImportedPerson } from '../../../shared/application/import-learner.ts'
import { EmailAddress } from '../../../shared/contracts/email-address.ts'
import { SignUpRequest } from '../../../shared/contracts/sign-up.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import {
  Pace,
  type PreferenceName,
  partsOfDay,
  preferencesOf,
  weekdays,
} from '../../../shared/domain/preferences.ts'
import { Sector, sectors } from '../../../shared/domain/sectors.ts'
import { emailAdvice } from '../learner/find-person.ts'

/** The column of each preference. */
const preferenceColumns = {
  days: 'days',
  parts: 'parts',
  pace: 'pace',
  breakUntil: 'break_until',
} as const satisfies Readonly<Record<PreferenceName, string>>

/**
 * The columns that an import reads and an export writes: the person, their preferred times, and the evidence of
 * consent.
 */
export const columns = [
  'email',
  'first_name',
  'role',
  'sector',
  ...Object.values(preferenceColumns),
  'consent_wording',
  'consent_at',
  'consent_how',
] as const
/** The name of one of these columns. */
export type Column = (typeof columns)[number]

/** Further columns of an export: the person's state. An import skips people who are not in the journey any more. */
export const statusColumns = [
  'learner_id',
  'status',
  'undeliverable',
  'place',
  'modules_done',
  'emails',
  'next_due',
] as const
type StatusColumn = (typeof statusColumns)[number]

/** Every column that a file may have. */
export type AnyColumn = Column | StatusColumn

/** The required columns. */
export const neededColumns: readonly Column[] = ['email', 'consent_wording', 'consent_at', 'consent_how']

const paces = Pace.options

/** The length of a list that names every day, in characters. A longer one would only cause one problem per word. */
const longestList = 200

const listOf = <T extends readonly [string, ...string[]]>(allowed: T) =>
  z
    .string()
    .max(longestList, { abort: true })
    .transform(text => text.split(/[\s|;]+/).filter(word => word !== ''))
    .pipe(z.array(z.enum(allowed)).min(1))

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).transform(text => Date.parse(text))

const fields = {
  email: EmailAddress,
  first_name: SignUpRequest.shape.firstName,
  role: SignUpRequest.shape.role,
  sector: z.optional(Sector),
  days: listOf(weekdays).optional(),
  parts: listOf(partsOfDay).optional(),
  pace: z.optional(z.enum(paces)),
  break_until: z.iso.date().optional(),
  consent_wording: z.string().regex(/^[a-z0-9.-]{1,40}$/),
  consent_at: moment,
  consent_how: z.string().trim().min(1).max(120),
} satisfies Readonly<Record<Column, z.core.$ZodType>>
const PersonRow = z.object(fields)

/** What is wrong with a column, for the operator who corrects the file. */
const wrong: Readonly<Record<Column, string>> = {
  email: 'is no email address',
  first_name: 'is too long, or holds numbers, signs or a web address, which have no place in a name',
  role: 'is too long, or holds signs, an address or a phone number, which have no place there',
  sector: `is none of ${sectors.join(', ')}`,
  days: `is no list of ${weekdays.join(', ')}`,
  parts: `is no list of ${partsOfDay.join(', ')}`,
  pace: `is none of ${paces.join(', ')}`,
  break_until: 'is no day, such as 2026-11-23',
  consent_wording: 'must name the wording that they agreed to: up to 40 of a-z, 0-9, dot and hyphen',
  consent_at: 'must be a date (2026-05-31) or a moment with its zone (2026-05-31T14:00+01:00)',
  consent_how: 'must say how they agreed, in up to 120 signs',
}

/** A parsed row: the person, or all its problems. */
export type ReadRow = { is: 'person'; person: ImportedPerson } | { is: 'wrong'; problems: string[] }

function toPerson(row: z.infer<typeof PersonRow>): ImportedPerson {
  const { email, first_name, role, sector, days, parts, pace, break_until: breakUntil } = row
  return {
    email,
    firstName: first_name || undefined,
    role: role || undefined,
    sector,
    preferences: preferencesOf({ days, parts, pace, breakUntil }),
    consent: {
      wording: row.consent_wording,
      mechanism: 'import',
      given: { at: row.consent_at, how: row.consent_how },
    },
  }
}

function problemOf(name: Column, text: string | undefined): string {
  if (text === undefined) return 'is missing'
  const { error } = EmailAddress.safeParse(text)
  return name === 'email' && error ? `${wrong.email}. ${emailAdvice(error)}` : wrong[name]
}

/** Why an exported row is not imported; undefined if the person is in the journey, or if the row does not say. */
function whyOut({ status = '', undeliverable = '', place = '' }: Fields): string | undefined {
  if (status !== '' && status !== 'active') return `status is ${status}: only who takes part is taken in`
  if (undeliverable !== '') return `undeliverable is ${undeliverable}: no email may go to them`
  const goesOn = place === '' || place === 'start' || /^(reading|after)\./.test(place)
  return goesOn ? undefined : `place is ${place}: only who is under way is taken in`
}

type Fields = Readonly<Partial<Record<AnyColumn, string>>>

function withoutBlank(fields: Fields): Fields {
  const given: Partial<Record<AnyColumn, string>> = {}
  for (const column of Object.keys(fields) as AnyColumn[])
    if (fields[column]?.trim()) given[column] = fields[column]
  return given
}

/**
 * Parses the fields of a row. A blank field counts as absent.
 * @param now a later consent is invalid
 */
export function readPerson(fields: Fields, now: Instant): ReadRow {
  const out = whyOut(fields)
  if (out !== undefined) return { is: 'wrong', problems: [out] }
  const given: Fields = withoutBlank(fields)
  const read = PersonRow.safeParse(given)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map(({ path }) => path[0] as Column))]
    return { is: 'wrong', problems: names.map(name => `${name} ${problemOf(name, given[name])}`) }
  }
  if (read.data.consent_at > now) return { is: 'wrong', problems: ['consent_at is in the future'] }
  return { is: 'person', person: toPerson(read.data) }
}
