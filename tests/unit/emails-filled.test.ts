import { beforeAll, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { unsafeFeatures } from '../../shared/content/email-features.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { fillForPreview } from '../../tools/journeys/preview/fill.ts'

let filled: (ReturnType<typeof fillForPreview> & { key: string })[]
/** The same where there is nothing of others to tell. */
let alone: string[]
beforeAll(async () => {
  const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  if (!journey) throw new Error('The journey of this repository has faults: run the linter.')
  const { emails, journey: timing, sender } = await compileJourney(journey)
  const of = { journey: timing, language: sender.language }
  alone = emails.map(({ text }) => text.replaceAll(/\{\{(?:mirror|voices|guesses)Text\}\}/g, ''))
  filled = emails.map(email => ({ key: email.key, ...fillForPreview(email, of) }))
})

test('what is filled into emails holds in every mail reader, as what is compiled does', () => {
  expect(filled.flatMap(({ html }) => unsafeFeatures(html))).toEqual([])
})

test('no email leaves a gap of blank lines in its text, whatever is filled in or not', () => {
  for (const text of [...alone, ...filled.map(one => one.text)]) expect(text).not.toMatch(/\n{3}/)
})

test('each module’s email holds the truth about a guess and two voices, and the last one every guess', () => {
  for (const { key, text } of filled) {
    expect(text.includes('You guessed that 3 in 10'), key).toBe(
      /^(module|reminder|short-reminder|paused)/.test(key),
    )
    expect((text.match(/^> I asked the driver/gm) ?? []).length, key).toBe(key.startsWith('module.') ? 1 : 0)
    expect((text.match(/It was: 7 in 10\./g) ?? []).length, key).toBe(key === 'finished' ? 8 : 0)
  }
})
