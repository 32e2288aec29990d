import { beforeAll, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { unsafeFeatures } from '../../shared/content/email-features.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { fillAllForPreview } from '../../tools/journeys/preview/fill.ts'

let filled: ReturnType<typeof fillAllForPreview>
/** The same where there is nothing of others to tell. */
let alone: string[]
beforeAll(async () => {
  const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  if (!journey) throw new Error('The journey of this repository has faults: run the linter.')
  const { emails, journey: timing, sender } = await compileJourney(journey)
  const of = { journey: timing, language: sender.language }
  alone = emails.map(({ text }) => text.replaceAll(/\{\{(?:mirror|voices|guesses)Text\}\}/g, ''))
  filled = fillAllForPreview(emails, of)
})

test('what is filled into emails holds in every mail reader, as what is compiled does', () => {
  expect(filled.flatMap(({ html }) => unsafeFeatures(html))).toEqual([])
})

test('each quotation has a bar of its own at its side, the author’s as those that are filled in', () => {
  const quotations = (name: string) =>
    filled.find(({ key }) => key === name)?.html.match(/(?<=<blockquote)[^>]*/g) ?? []
  const [first = '', ...others] = [...quotations('module.boundaries'), ...quotations('module.trust')]
  expect(first.replaceAll(' ', '')).toMatch(/margin:0020px12px;padding:00016px;border-left:3pxsolid#\w{6}/)
  expect(others.length).toBeGreaterThan(2)
  for (const one of others) expect(one.replaceAll(/[ ;]/g, '')).toBe(first.replaceAll(/[ ;]/g, ''))
})

test('no email leaves a gap of blank lines in its text, whatever is filled in or not', () => {
  for (const text of [...alone, ...filled.map(one => one.text)]) expect(text).not.toMatch(/\n{3}/)
})

test('each module’s email holds the truth about a guess and two voices, and the last one every guess', () => {
  for (const { key, text } of filled) {
    const isFirst = key.endsWith('.resources')
    const guesses = text.match(/You\s+guessed\s+that\s+\d\s+in\s+10/g) ?? []
    const tells = /^(module|reminder|short-reminder|paused)/.test(key) && !isFirst
    expect(guesses.length, key).toBe(tells ? 1 : 0)
    const hears = key.startsWith('module.') && !isFirst
    expect((text.match(/^> I asked the driver/gm) ?? []).length, key).toBe(hears ? 1 : 0)
    expect((text.match(/It was: 7 in 10\./g) ?? []).length, key).toBe(key === 'finished' ? 8 : 0)
  }
})

test('no line of a text is longer than mail readers quote well, and no sign stands before a colon', () => {
  for (const { key, text } of filled) {
    const own = text.split('\n').filter(line => !line.startsWith('>') && !/https?:/.test(line))
    expect(
      own.filter(line => line.length > 76),
      key,
    ).toEqual([])
    expect(text, key).not.toMatch(/[?!.]:$/m)
  }
})

test('each reminder comes under the subject of its own module, and each module says its own place', () => {
  const subjects = new Map(filled.map(({ key, subject }) => [String(key), subject]))
  for (const { key, subject } of filled.filter(one => /^(short-)?reminder/.test(one.key))) {
    const own = subjects.get(`module.${key.split('.')[1]}`)
    expect(own, key).toBeTruthy()
    expect(subject, key).toContain(own)
  }
  const places = filled.flatMap(({ key, text }) =>
    key.startsWith('module.') ? /(\d) of 8/.exec(text)?.[1] : [],
  )
  expect(places).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
})
