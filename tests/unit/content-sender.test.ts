import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHeader } from '../../shared/content/sender.ts'

const address = 'hello@example.org'
const headerOf = (name: string) => fromHeader({ name, address })
const textsIn = (header: string) => header.replace(` <${address}>`, '').split(' ')

/** Reads a header as RFC 2047 says: each word by itself, without the spaces between words. */
const decoded = (header: string) =>
  textsIn(header)
    .map(word => {
      const bytes = Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64')
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    })
    .join('')

describe('a sender is written as mail wants it', () => {
  test.each([
    ['ShiftWorks', 'ShiftWorks <hello@example.org>'],
    ['Small, things.', '"Small, things." <hello@example.org>'],
    ['Pethau bychân', '=?UTF-8?B?UGV0aGF1IGJ5Y2jDom4=?= <hello@example.org>'],
    ['=?UTF-8?B?QmFuaw==?=', '=?UTF-8?B?PT9VVEYtOD9CP1FtRnVhdz09Pz0=?= <hello@example.org>'],
  ])('%s', (name, header) => {
    expect(headerOf(name)).toBe(header)
  })

  test('a name beyond ASCII is words of 75 characters at most, each whole by itself', () => {
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map(text => `${text}é`.replaceAll(/\p{Cc}/gu, 'x'))
    fc.assert(
      fc.property(names, name => {
        const header = headerOf(name)
        expect(header).toMatch(/^[ -~]+$/)
        expect(Math.max(...textsIn(header).map(word => word.length))).toBeLessThanOrEqual(75)
        expect(decoded(header)).toBe(name)
      }),
    )
  })
})
