import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EmailAddress, normaliseAddress } from '../../shared/contracts/email-address.ts'
import { fieldProblems } from '../../shared/contracts/form-problems.ts'
import { SignUpRequest, signUpFields } from '../../shared/contracts/sign-up.ts'

const good = { email: 'sam@example.org', consent: true, consentVersion: 'en-1' }

function problems(changes: Record<string, unknown>) {
  const parsed = SignUpRequest.safeParse({ ...good, ...changes })
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, problem }) => `${field}: ${problem}`)
}
const emailOf = (email: string) => SignUpRequest.parse({ ...good, email }).email

describe('a sign-up request', () => {
  it('needs no more than an address and consent', () => {
    expect(SignUpRequest.parse(good)).toEqual(good)
  })

  it('takes everything that a full form sends', () => {
    const form = {
      email: [' sam@example.org '],
      firstName: ['Sam'],
      sector: ['ambulance'],
      role: ['night crew, “truck 4”'],
      days: ['monday', 'sunday'],
      parts: ['night'],
      journey: ['shiftworks'],
      consent: ['yes'],
      consentVersion: ['en-1'],
      return: ['https://www.example.org/thanks'],
      website: [''],
    }
    expect(SignUpRequest.parse(signUpFields(form))).toMatchObject({
      email: 'sam@example.org',
      role: 'night crew, “truck 4”',
      days: ['monday', 'sunday'],
      consent: 'yes',
    })
  })

  it('takes blank fields of a form as absent', () => {
    const parsed = SignUpRequest.parse(
      signUpFields({
        email: ['a@example.org'],
        firstName: ['  '],
        sector: [''],
        consent: ['yes'],
        consentVersion: ['x'],
      }),
    )
    expect(parsed.firstName).toBeUndefined()
    expect(parsed.sector).toBeUndefined()
  })

  it('says what is wrong in each field, once a field', () => {
    expect(problems({ email: undefined, consent: undefined })).toEqual([
      'email: email-missing',
      'consent: consent-missing',
    ])
    expect(problems({ email: '' })).toEqual(['email: email-missing'])
    expect(problems({ email: `${'a'.repeat(60)}@${'b.'.repeat(120)}org` })).toContain('email: email-too-long')
    expect(problems({ email: ['a@example.org'] })).toEqual(['email: email-missing'])
    expect(problems({ firstName: 'x'.repeat(61) })).toEqual(['firstName: first-name-long'])
    expect(problems({ firstName: '7'.repeat(61) })).toEqual(['firstName: first-name-long'])
    expect(problems({ role: 'x'.repeat(121) })).toEqual(['role: role-long'])
    expect(problems({ role: 7 })).toEqual(['role: role-wrong'])
    expect(problems({ sector: 'space' })).toEqual(['sector: sector-unknown'])
    expect(problems({ days: ['monday', 'someday'] })).toEqual(['days: days-wrong'])
    expect(problems({ parts: 'night' })).toEqual(['parts: parts-wrong'])
    expect(problems({ journey: '../x' })).toEqual(['journey: journey-unknown'])
    expect(problems({ consent: false })).toEqual(['consent: consent-missing'])
    expect(problems({ return: 'javascript:alert(1)' })).toEqual(['return: return-refused'])
    expect(problems({ website: 'http://spam.example' })).toEqual(['website: trap-filled'])
  })

  it.each([
    ['sam.o’neil@example.org', 'email-accents'],
    ['jürgen@example.org', 'email-accents'],
    ['a b@example.org', 'email-space'],
    ['a@exam ple.org', 'email-space'],
    ['a\u00a0b@example.org', 'email-space'],
    ['a@b', 'email-no-ending'],
    ['a@example.', 'email-no-ending'],
    ['a@@example.org', 'email-several'],
    ['a@b@example.org@', 'email-several'],
    ['a@example.org, b@example.org', 'email-several'],
    ['a@example.org\r\nBcc: b@example.org', 'email-several'],
    ['"a@example.org" <b@example.org>', 'email-several'],
    ['.a@example.org', 'email-dots'],
    ['a.@example.org', 'email-dots'],
    ['a..b@example.org', 'email-dots'],
    ['a@example..org', 'email-dots'],
    ['a@.example.org', 'email-dots'],
    ['a@example.co...', 'email-dots'],
    ['Sam <a@example.org', 'email-signs'],
    ['a@example,org', 'email-signs'],
    ['a@[127.0.0.1]', 'email-signs'],
    ['"a b"@example.org', 'email-signs'],
    ['a\u202eb@example.org', 'email-invisible'],
    ['@example.org', 'email-no-name'],
    ['a@', 'email-no-domain'],
    ['a.example.org', 'email-no-at'],
    ['a at example.org', 'email-no-at'],
    [`${'a'.repeat(65)}@example.org`, 'email-name-too-long'],
    ['a@127.0.0.1', 'email-domain'],
    ['a@-example.org', 'email-domain'],
    ['a@example.org/path', 'email-domain'],
    ['a@exa%6Dple.org', 'email-domain'],
    ['a@example.123', 'email-domain'],
    ['\u200b\ufeff \u00a0', 'email-missing'],
    ['mailto:', 'email-missing'],
  ])('says what is wrong with the address %j: %s', (email, problem) => {
    expect(problems({ email })).toEqual([`email: ${problem}`])
  })

  it.each([
    'sam@example.org.',
    'sam@example.org,',
    ' sam@example.org; ',
    'mailto:sam@example.org',
    'MailTo:sam@example.org?subject=Hello%20Sam',
    '<sam@example.org>',
    '<mailto:sam@example.org>',
    'Sam <sam@example.org>',
    '"Smith, Sam" <sam@example.org>;',
    'Sam Łukasz <sam@example.org>.',
    'sam@example.org <sam@example.org>',
    'sam@example.org<mailto:sam@example.org>',
    '(sam@example.org)',
    '"sam@example.org"',
    "'sam@example.org'",
    '“sam@example.org”.',
    '\ufeffsam@example.org',
    'sam@example.org\u200b',
    '\u00a0sam@example.org\u202f',
    '\u2066sam@example.org\u2069',
    '\u202asam@example.org\u202c.\u200f',
    'sam@exam\u00adple.org',
    'sam\u200b@example.org',
    '<\u200esam@example.org\u200e>',
  ])('takes off what came along with the address %j', email => {
    expect(emailOf(email)).toBe('sam@example.org')
  })

  it('leaves what belongs to an address', () => {
    for (const email of ["o'neil@example.org", "'sam@example.org", 'mailto@example.org', 'a%2Bb@example.org'])
      expect(emailOf(email)).toBe(email)
    expect(emailOf('mailto:sam%2Bward@example.org')).toBe('sam+ward@example.org')
  })

  it('is tidied once: an address that was taken stays as it is', () => {
    const piece = fc.constantFrom(
      'sam',
      '@',
      'example',
      '.org',
      '.',
      '<',
      '>',
      '"',
      'mailto:',
      '%40',
      ' ',
      '\u200b',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const { data } = EmailAddress.safeParse(pieces.join(''))
        if (data === undefined) return
        expect(EmailAddress.parse(data)).toBe(data)
        expect(data).toMatch(/^[!-~]+@[a-z0-9.-]+\.[a-z0-9-]+$/)
      }),
    )
  })

  it('writes the domain in punycode and lower case, and leaves what stands before it', () => {
    expect(emailOf('Sam.Smith+x@ÉCOLE.Example')).toBe('Sam.Smith+x@xn--cole-9oa.example')
    expect(emailOf("o'neil@nhs.example")).toBe("o'neil@nhs.example")
  })

  it('looks people up whatever capitals they type', () => {
    expect(normaliseAddress(emailOf('Sam@EXAMPLE.org'))).toBe(normaliseAddress(emailOf('sam@example.ORG')))
  })

  it('never lets a control character into a line of text or an address', () => {
    const control = fc.constantFrom('\r', '\n', '\0', '\t', '\u001b', '\u0085', '\u202e', '\u2066')
    fc.assert(
      fc.property(fc.string(), control, fc.string(), (before, evil, after) => {
        const text = `a${before}${evil}${after}b`.slice(0, 50)
        fc.pre(text.includes(evil) && text.trim().includes(evil))
        expect(problems({ firstName: text })).toEqual(['firstName: first-name-wrong'])
        expect(problems({ role: text })).toEqual(['role: role-wrong'])
        expect(problems({ email: `${text}@example.org` })).toEqual([expect.stringMatching(/^email: email-/)])
      }),
    )
  })
})
