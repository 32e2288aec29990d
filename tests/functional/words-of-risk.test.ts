import { expect, it, test } from 'vitest'
import { journeyLibrary } from '../../shared/application/journey-library.ts'
import { marksBy } from '../../shared/application/reflections/marks.ts'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { languageTags } from '../../shared/texts/languages.ts'
import { riskWordsFor } from '../../shared/texts/risk-words-for.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'
import { aCompiledJourney } from '../support/compiled-journey.ts'

const withSetting = (line: string): Change => ({
  in: 'journey.md',
  replace: 'sending-hours:',
  by: `${line}\nsending-hours:`,
})

/** The library in which a journey with these settings is published, as its version 1. */
async function published(...lines: string[]) {
  const table = new MemoryTable()
  const store = journeyStore(table)
  const journey = await aCompiledJourney(...lines.map(withSetting))
  await store.publish(journey, 0)
  return {
    journey,
    store,
    library: journeyLibrary(store, mirrorStore(table), new VirtualClock(0), throwUnreadable),
  }
}

async function risksOf(text: string, ...lines: string[]): Promise<string[]> {
  const { journey, library } = await published(...lines)
  const marks = await marksBy(library)(journey.journey.id, text)
  return marks.filter(({ kind }) => kind === 'risk').map(({ from, to }) => text.slice(from, to))
}

it.each([
  ['harm to oneself', 'Some nights I don’t want to live.'],
  ['harm to oneself, of another', 'My colleague took her own life.'],
  ['harm to others', 'A visitor threatened me at the door.'],
  ['abuse', 'I think that she is abused at home.'],
  ['a crime', 'Money was stolen from a resident.'],
])('words of %s are found in any journey', async (_of, text) => {
  expect(await risksOf(text)).toHaveLength(1)
})

it.each([
  'This shift is killing me, and the tea is to die for.',
  'I was dead on my feet, and we cut the cake.',
  'The fire drill hit its target, and nobody was hurt.',
  'My therapist says that I should rest.',
  'We fought for time, and won.',
])('words of an ordinary day are none: %s', async text => {
  expect(await risksOf(text)).toEqual([])
})

test('a journey adds words of its own', async () => {
  const text = 'It was county lines, and abuse.'
  expect(await risksOf(text, 'risk-words: [County lines, cuckooing]')).toEqual(['county lines', 'abuse'])
})

test('what looks like personal data of others is found with them', async () => {
  const { journey, library } = await published()
  const marks = await marksBy(library)(journey.journey.id, 'Mrs Adeyemi was abused.')
  expect(marks.map(({ kind }) => kind)).toEqual(['name-with-title', 'risk'])
})

test('a journey keeps how people speak up, and its own words, with its version', async () => {
  const { journey, store } = await published('risk-words: [county lines]', 'speaking-up: Ask the guardian.')
  const help = { riskWords: ['county lines'], speakingUp: 'Ask the guardian.' }
  expect((await store.head(journey.journey.id, 1)).help).toEqual(help)
  expect(await store.isStoredAs(1, journey)).toBe(true)
  expect(await store.isStoredAs(1, { ...journey, help: { ...help, speakingUp: 'Ask me.' } })).toBe(false)
})

it.each([
  [
    'risk-words: [it]',
    'risk-words: needs at least three letters: a shorter word stands in nearly every text.',
  ],
  ['risk-words: abuse', 'risk-words: must be a list in square brackets.'],
  [
    `speaking-up: ${'a'.repeat(301)}`,
    'speaking-up: has 301 characters; 300 is the most that fits everywhere.',
  ],
])('the linter refuses %s', (line, message) => {
  const { problems } = checkJourney(aJourneyFolder(withSetting(line)))
  expect(problems.map(problem => problem.message)).toEqual([message])
})

test.each(languageTags)(
  'the words of risk in %s are there once, and long enough to tell something',
  language => {
    const riskWords = riskWordsFor(language)
    expect(new Set(riskWords).size).toBe(riskWords.length)
    expect(riskWords.filter(words => words.trim().length < 3)).toEqual([])
  },
)
