import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Card } from '../../shared/domain/circles/card.ts'
import { ChosenName, chosenNameLength, readChosenName } from '../../shared/domain/circles/chosen-name.ts'

describe('a chosen name', () => {
  test.each([
    'Sam',
    'Zoë',
    'Ngọc Ánh',
    'Mary-Jane',
    'Siân ap Rhys',
    'Jean-Luc d’Arc',
    'Nguyễn Thị Minh Khai',
    'Оксана',
    'Ελένη',
    'محمد',
    'שָׁרוֹן',
    'प्रिया',
    'கவிதா',
    '王小明',
    'ゆうこ',
    '김민준',
    'Ọlámidé',
    'X',
    'Łukasz',
    'İpek',
    // Names that look like insults to some programs.
    'Dick',
    'Fanny',
    'Gay',
    'Cockburn',
    'Scunthorpe Sue',
    'Dikshit',
    'Shital',
    'Assunta',
    'Phuc',
    'Kunt',
    'Cassidy Hoare',
  ])('may be %s', typed => {
    expect(readChosenName(typed)).toEqual({ name: typed.normalize('NFC') })
  })

  test.each([
    ['spaces around and between', '  Sam \t\n  Lee ', 'Sam Lee'],
    ['any apostrophe', "O'Brien", 'O’Brien'],
    ['a letter that is an apostrophe', 'Oʼahu', 'O’ahu'],
    ['any hyphen', 'Mary‑Jane', 'Mary-Jane'],
    ['styled letters, which are read out badly', '𝓢𝓪𝓶', 'Sam'],
    ['wide letters', 'Ｓａｍ', 'Sam'],
    ['what cannot be seen', 'S\u200ba\u00adm\u2060\u{e0061}', 'Sam'],
    ['what turns the text around', '\u202eSam\u2066', 'Sam'],
    ['marks apart', 'Zoe\u0308', 'Zoë'],
  ])('is tidied of %s', (_, typed, name) => {
    expect(readChosenName(typed)).toEqual({ name })
  })

  test.each([
    ['nothing', '', 'name-missing'],
    ['spaces alone', ' \u3000\u00a0 ', 'name-missing'],
    ['letters that cannot be seen', '\u115f\u1160\u3164\uffa0', 'name-missing'],
    ['31 signs', 'a'.repeat(31), 'name-too-long'],
    ['one sign that stands for a sentence', 'ﷺ'.repeat(2), 'name-too-long'],
    ['digits', 'Sam 07700', 'name-signs'],
    ['an address', 'sam@example.com', 'name-signs'],
    ['a web address', 'www.example.com', 'name-signs'],
    ['an initial with a full stop', 'J. Smith', 'name-signs'],
    ['markup', '<b>Sam</b>', 'name-signs'],
    ['a script', '<script>alert(1)</script>', 'name-signs'],
    ['a placeholder', '{{name}}', 'name-signs'],
    ['a header', 'Sam\r\nBcc: a', 'name-signs'],
    ['a path', '../../etc/passwd', 'name-signs'],
    ['a query', "Robert'); DROP", 'name-signs'],
    ['a formula', '=Sam', 'name-signs'],
    ['an emoji', 'Sam 🌻', 'name-signs'],
    ['an emoji of parts', '👩🏽‍⚕️', 'name-signs'],
    ['half a sign', 'Sam\ud800', 'name-signs'],
    ['a control sign', 'Sa\u0000m', 'name-signs'],
    ['a mark alone', '\u0308', 'name-signs'],
    ['a tower of marks', `Z${'\u0335'.repeat(10)}oe`, 'name-signs'],
    ['hyphens side by side', 'Mary--Jane', 'name-signs'],
    ['a hyphen at the end', 'Mary-', 'name-signs'],
    ['an apostrophe at the beginning', "'Sam", 'name-signs'],
    ['a space beside a hyphen', 'Mary - Jane', 'name-signs'],
    ['letters that are numbers', 'Henry Ⅷ9', 'name-signs'],
    ['an insult', 'Wanker', 'name-insult'],
    ['one among names', 'Sam the Idiot', 'name-insult'],
    ['one with marks', 'Ídíót', 'name-insult'],
    ['one in styled letters', '𝕀𝕕𝕚𝕠𝕥', 'name-insult'],
    ['one that is drawn out', 'Idiiiiiot', 'name-insult'],
    ['one that is pulled apart', 'i-d-i-o t', 'name-insult'],
  ])('is not %s', (_, typed, problem) => {
    expect(readChosenName(typed)).toEqual({ problem })
  })

  test('whatever is typed, is a name that stays as it is when it is read again, or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('a', 'Ö', ' ', '-', "'", '\u0308') }),
        ),
        typed => {
          const read = readChosenName(typed)
          if (!('name' in read)) return
          expect(readChosenName(read.name)).toEqual(read)
          expect(ChosenName.safeParse(read.name).success).toBe(true)
          expect([...read.name].length).toBeLessThanOrEqual(chosenNameLength)
          expect(read.name).toMatch(/^[\p{L}\p{M} ’-]+$/u)
        },
      ),
      { numRuns: 500 },
    )
  })
})

test('what others see is a name, a sector and a kind of work of the list', () => {
  const card = { name: 'Sam', sector: 'ambulance', work: 'care-and-support' }
  expect(Card.parse(card)).toEqual(card)
  for (const wrong of [{ work: 'chief of everything' }, { name: '<b>' }, { sector: 'elsewhere' }])
    expect(Card.safeParse({ ...card, ...wrong }).success).toBe(false)
})
