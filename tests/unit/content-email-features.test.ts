import { describe, expect, test } from 'vitest'
import { unsafeFeatures } from '../../shared/content/email-features.ts'
import { dark, light, type Palette } from '../../shared/content/palette.ts'

describe('what does not hold in Outlook is told', () => {
  test.each([
    ['<p style="margin:0">x</p>', []],
    ['<form action="/x">x</form>', ['<form> is not on the list']],
    ['<SCRIPT>x</SCRIPT>', ['<script> is not on the list']],
    ['<a href="https://example.org" onclick="x()">x</a>', ['onclick of <a> is not on the list']],
    ['<td style="color:red;position:absolute">x</td>', ['position (on <td>) is not on the list']],
    ['<!--[if mso]><v:rect>x</v:rect><![endif]-->', ['<v:rect> is not on the list']],
    ['<!--[if !mso]><!--><video>x</video><!--<![endif]-->', ['<video> is not on the list']],
    ['<div style="display:flex">x</div>', ['display:flex (on <div>) is not on the list']],
  ])('%s', (html, expected) => {
    expect(unsafeFeatures(html)).toEqual(expected)
  })
})

/** WCAG 2.2, "relative luminance" and "contrast ratio" of colours written as #rrggbb. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const pairs: [keyof Palette, keyof Palette][] = [
  ['ink', 'card'],
  ['ink', 'tint'],
  ['heading', 'card'],
  ['link', 'card'],
  ['link', 'page'],
  ['soft', 'card'],
  ['soft', 'page'],
  ['accent', 'tint'],
  ['onBand', 'band'],
  ['onButton', 'button'],
]

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('in the %s palette', (_, palette) => {
  test.each(pairs)('%s on %s has a contrast of 4.5 to 1', (front, back) => {
    expect(contrast(palette[front], palette[back])).toBeGreaterThanOrEqual(4.5)
  })
})
