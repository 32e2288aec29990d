import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseAddress } from '../../shared/contracts/email-address.ts'
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
    expect(problems({ firstName: 'x'.repeat(61) })).toEqual(['firstName: first-name-wrong'])
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
    'sam.o’neil@example.org',
    'a b@example.org',
    'a@b',
    'a@b@example.org@',
    '.a@example.org',
    'a..b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org, b@example.org',
    'Sam <a@example.org>',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@-example.org',
    'a@example.org/path',
    'a@example..org',
    '@example.org',
    'a@exa%6Dple.org',
    '"a b"@example.org',
    'jürgen@example.org',
  ])('refuses the address %j', email => {
    expect(problems({ email })).toEqual(['email: email-wrong'])
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
        expect(problems({ email: `${text}@example.org` })).toEqual(['email: email-wrong'])
      }),
    )
  })
})
