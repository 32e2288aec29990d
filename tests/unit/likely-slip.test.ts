import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likelyMeant } from '../../shared/contracts/likely-slip.ts'

describe('a slip in a well-known domain', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['gmal.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmial.co.uk', 'hotmail.co.uk'],
    ['hotmail.couk', 'hotmail.co.uk'],
    ['yaho.co.uk', 'yahoo.co.uk'],
    ['outlok.com', 'outlook.com'],
    ['iclod.com', 'icloud.com'],
    ['btinternet.co', 'btinternet.com'],
    ['nhs.uk', 'nhs.net'],
    ['nhs.ent', 'nhs.net'],
    ['nhs.co.uk', 'nhs.net'],
    ['some-trust.con', 'some-trust.com'],
  ])('%s is asked about', (typed, meant) => {
    expect(likelyMeant(`Sam.O-Neill+a@${typed}`)).toBe(`Sam.O-Neill+a@${meant}`)
  })

  it.each([
    'gmail.com',
    'ymail.com',
    'mail.com',
    'nhs.net',
    'nhs.scot',
    'wales.nhs.uk',
    'some-trust.nhs.uk',
    'doctors.org.uk',
    'doctors.net.uk',
    'me.com',
    'live.com',
    'aon.com',
    'hotmail.fr',
    'yahoo.ca',
    'yahoo.co.in',
    'outlook.de',
    'gmx.de',
    'example.org',
  ])('%s is not', domain => {
    expect(likelyMeant(`sam@${domain}`)).toBeUndefined()
  })

  it('is mended by one question: what is proposed is never asked about again', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'gmailcohtynsukb.'), maxLength: 14 })
    fc.assert(
      fc.property(letters, domain => {
        const meant = likelyMeant(`sam@${domain}`)
        expect(meant && likelyMeant(meant)).toBeUndefined()
      }),
    )
  })
})
