import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'

/*
 * A detector of other people's personal data is judged by these sentences. They were written without its rules, and its
 * rules without them: whoever works on the rules reads how many it missed, never which.
 *
 * All of it is invented. NHS numbers begin with 999, as numbers for tests do; phone numbers are of the ranges that Ofcom
 * keeps for drama, addresses of domains that nobody can own, postcodes of public buildings and large users of mail.
 */

interface Sentence {
  readonly text: string
  readonly holds: readonly string[]
}

const kinds = [
  'name-with-title',
  'nhs-number',
  'national-insurance-number',
  'phone-number',
  'postcode',
  'date-of-birth',
  'email-address',
  'bed-or-ward-with-date',
]

const file = join(import.meta.dirname, '../samples/personal-data/held-out.json')
const sentences: Sentence[] = JSON.parse(readFileSync(file, 'utf8'))

const holding = (kind: string) => sentences.filter(({ holds }) => holds.includes(kind))
const holdingAny = sentences.filter(({ holds }) => holds.length > 0)
const holdingNone = sentences.filter(({ holds }) => holds.length === 0)

/** Ten digits, with or without spaces and hyphens, that are no part of a longer number. */
const tenDigits = (text: string) =>
  [...text.matchAll(/(?<!\d)\d(?:[ -]?\d){9}(?!\d)/g)].map(([found]) => found.replace(/[ -]/g, ''))

/** Modulus 11: the digits, weighted from 10 down to 1, add up to a multiple of 11. */
const hasCheckDigit = (number: string) =>
  [...number].reduce((sum, digit, place) => sum + Number(digit) * (10 - place), 0) % 11 === 0

const phoneNumbers = (text: string) =>
  [...text.matchAll(/(?:\+44|0044|\(?0)[\d ()-]{9,}\d/g)].map(([found]) =>
    found.replace(/\D/g, '').replace(/^(?:00)?440?/, '0'),
  )

const forDrama =
  /^(?:07700900|02079460|01(?:13|14|15|16|17|18|21|31|41|51|61)4960|01914980|0289649\d|02920180|01632960)\d+$/

const domains = (text: string) => [...text.matchAll(/@([\w.-]+\w)/g)].map(([, domain = '']) => domain)

describe('the sentences by which a detector of personal data is judged', () => {
  it('are at least 120 that hold some, and 120 that hold none', () => {
    expect(holdingAny.length).toBeGreaterThanOrEqual(120)
    expect(holdingNone.length).toBeGreaterThanOrEqual(120)
  })

  it('are each there once, and short enough to be written by a learner', () => {
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length)
    expect(sentences.filter(({ text }) => text.trim() === '' || text.length > 1_000)).toEqual([])
  })

  it('say which kinds they hold, each once, and no other', () => {
    const unknown = sentences.flatMap(({ holds }) => holds).filter(kind => !kinds.includes(kind))
    expect(unknown).toEqual([])
    expect(sentences.filter(({ holds }) => new Set(holds).size < holds.length)).toEqual([])
  })

  test.each(kinds)('hold %s at least 15 times', kind => {
    expect(holding(kind).length).toBeGreaterThanOrEqual(15)
  })

  it('have a right check digit in every NHS number, which is one for tests', () => {
    const wrong = holding('nhs-number').filter(({ text }) => {
      const numbers = tenDigits(text)
      return (
        numbers.length === 0 || !numbers.every(number => hasCheckDigit(number) && number.startsWith('999'))
      )
    })
    expect(wrong).toEqual([])
  })

  it('have no ten digits with a right check digit where they hold no NHS number', () => {
    const others = sentences.filter(({ holds }) => !holds.includes('nhs-number'))
    expect(others.filter(({ text }) => tenDigits(text).some(hasCheckDigit))).toEqual([])
  })

  it('have phone numbers for drama only', () => {
    const others = holding('phone-number').filter(({ text }) => {
      const numbers = phoneNumbers(text)
      return numbers.length === 0 || !numbers.every(number => number.length === 11 && forDrama.test(number))
    })
    expect(others).toEqual([])
  })

  it('have email addresses of reserved domains only', () => {
    const owned = holding('email-address').flatMap(({ text }) => domains(text))
    expect(owned.filter(domain => !/(?:^example\.(?:com|net|org)|\.example)$/i.test(domain))).toEqual([])
  })
})
