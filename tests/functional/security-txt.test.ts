import { expect, it } from 'vitest'
import { securityTxt } from '../../functions/sign-up/security-txt.ts'
import { day } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { website } from '../support/website.ts'

const address = '/.well-known/security.txt'

/** The fields of the file, by name (RFC 9116). */
const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^([A-Z][A-Za-z-]+): (.+)$/gm)].map(([, name, value]) => [name, value]),
  )

it('says where to report a security problem, in which language, and of which site', async () => {
  const { status, headers, body } = await website(new World(Date.parse('2026-11-23T09:00:00Z')))({
    url: address,
  })
  expect([status, headers['Content-Type']]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(fieldsOf(body)).toEqual({
    Contact: 'mailto:security@example.org',
    Expires: '2027-05-22T00:00:00Z',
    'Preferred-Languages': 'en-GB',
    Canonical: `https://learn.example.org${address}`,
  })
})

it('is never out of date, however long ago the last deployment was, and good for less than a year', async () => {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  const visit = website(world)
  for (let years = 0; years < 3; years += 1) {
    const { body } = await visit({ url: address })
    const left = Date.parse(fieldsOf(body)['Expires'] ?? '') - world.clock.now()
    expect(left).toBeGreaterThan(30 * day)
    expect(left).toBeLessThan(365 * day)
    world.clock.setTo(world.clock.now() + 365 * day)
  }
})

it('leads to a page where the operator has one', () => {
  const contact = {
    contact: 'https://example.org/security',
    publicUrl: 'https://a.example',
    languages: ['en'],
  }
  expect(securityTxt(contact, 0)).toContain('Contact: https://example.org/security\n')
})
