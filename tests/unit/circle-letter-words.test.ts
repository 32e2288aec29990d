import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Introduced, LetterFacts } from '../../shared/application/circles/letter-facts.ts'
import { renderLetter } from '../../shared/application/delivery/render-letter.ts'
import { mailto } from '../../shared/contracts/mailto.ts'
import { ChosenName } from '../../shared/domain/circles/chosen-name.ts'
import { newLearner } from '../../shared/domain/learner.ts'
import { escapeHtml } from '../../shared/web/html.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'

const context = {
  links: { token: () => 'a.token' },
  publicUrl: 'https://learn.example.org',
  now: Date.parse('2026-11-30T09:00:00Z'),
  language: 'en-GB',
  journey: sampleJourney().journey,
}
const reader = newLearner('a'.repeat(24), '00000001')
const email = { id: 'x', journeyId: 'sample', group: 'sample.2026-11-29.0.0', occurrence: 0 }
const rendered = (facts: Exclude<LetterFacts, { is: 'moot' }>) =>
  renderLetter(reader, { ...email, kind: 'circle-introduction' }, facts, context)

const aMember = (change: Partial<Introduced> = {}): Introduced => ({
  name: 'Sam',
  sector: 'ambulance',
  work: 'studying',
  email: 'sam@example.org',
  ...change,
})

/** Addresses as RFC 5321 lets them be, with every sign that means something in HTML, a template or a link. */
const naughty = [
  `o'neill&co@example.org`,
  `a+b=c?d@example.org`,
  `{{circleUrl}}@example.org`,
  `a%2Cb%40evil.example@example.org`,
  `x#y/z@example.org`,
]

describe('what a letter fills in', () => {
  test.each(naughty)('holds the address %s as text, and as one recipient of its link', address => {
    const { html, text } = rendered({ is: 'introduction', others: [aMember({ email: address }), aMember()] })
    expect(html).toContain(`<br>${escapeHtml(address)}</li>`)
    expect(text).toContain(`\n${address}\n`)
    const href = /href="(mailto:[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'")
    const [to = '', query = ''] = (href ?? '').slice('mailto:'.length).split('?')
    expect(to.split(',').map(decodeURIComponent)).toEqual([address, 'sam@example.org'])
    expect([...new URLSearchParams(query).keys()]).toEqual(['subject'])
  })

  test('holds any name that can be chosen, escaped, and in a direction of its own', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter(text => ChosenName.safeParse(text).success)
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom('محمد', "D’Arcy O'Neil", 'Ngọc Ánh', 'Zoë'), name), chosen => {
        const { html, text } = rendered({
          is: 'introduction',
          others: [aMember({ name: chosen })],
          host: chosen,
        })
        expect(html).toContain(`<div dir="auto"><strong>${escapeHtml(chosen)}</strong></div>`)
        expect(text).toContain(`- ${chosen}: `)
      }),
    )
  })

  test('puts the words that a host can send into the link, and says them in the letter', () => {
    const { html, text } = rendered({ is: 'hosting', others: [aMember()] })
    const href = /href="mailto:[^"?]*\?([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const body = new URLSearchParams(href).get('body') ?? ''
    expect(body).toContain('\r\n')
    for (const line of body.split('\r\n\r\n')) expect(text.replaceAll('\n', ' ')).toContain(line)
  })

  test('says the last whole day on which to answer, by the clock of the journey', () => {
    const until = Date.parse('2026-12-05T08:00:00Z')
    const { text } = rendered({ is: 'proposal', others: [aMember()], until })
    expect(text).toContain('until Friday 4 December.')
    expect(text).not.toContain('sam@')
  })
})

test('no address ends another, or begins a field', () => {
  fc.assert(
    fc.property(
      fc.array(fc.emailAddress(), { minLength: 1, maxLength: 5 }),
      fc.string(),
      (addresses, body) => {
        const [to = '', query = ''] = mailto(addresses, { body }).slice('mailto:'.length).split('?')
        expect(to.split(',').map(decodeURIComponent)).toEqual(addresses)
        expect(new URLSearchParams(query.replaceAll('+', '%2B')).get('body')).toBe(body.toWellFormed())
      },
    ),
  )
})
