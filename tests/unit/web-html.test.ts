import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, trusted } from '../../shared/web/html.ts'

const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** Strings rich in what breaks out of HTML. */
const hostile = fc.string({
  unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '`', ' ', 'a', 'é', '\n', '$', '{', '}', ';', '#'),
})

describe('the html template', () => {
  it('lets no inserted text break out of an element or a quoted attribute', () => {
    fc.assert(
      fc.property(hostile, text => {
        const shown = html`<p title="${text}" lang='${text}'>${text}</p>`.toString()
        const places = /^<p title="([^"<>]*)" lang='([^'<>]*)'>([^<>]*)<\/p>$/.exec(shown)
        expect(places?.slice(1).map(decoded)).toEqual([text, text, text])
      }),
    )
  })

  it('escapes a text once, however deep the templates are nested', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 5 }), (text, depth) => {
        const flat = html`${text}`.toString()
        let nested = html`${text}`
        for (let level = 0; level < depth; level++) nested = html`${[nested]}`
        expect(nested.toString()).toBe(flat)
      }),
    )
  })

  it('shows nothing for what is absent, and joins lists', () => {
    expect(html`<b>${false}${undefined}${null}${['x', 1, html`<i>`]}</b>`.toString()).toBe('<b>x1<i></b>')
  })

  it('does not take an object that only looks like Html for Html', () => {
    const forged = JSON.parse('{"text":"<script>"}')
    expect(html`${forged}`.toString()).toBe('')
  })

  it('takes compiled HTML as it is', () => {
    expect(html`${trusted('<em>now</em>')}`.toString()).toBe('<em>now</em>')
  })
})
