import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { personalMarks } from '../../shared/domain/reflections/mark.ts'
import { personalDataIn } from '../../shared/domain/reflections/personal-data-in.ts'

interface Sentence {
  readonly text: string
  readonly holds: readonly string[]
}

const sentencesOf = (half: string): Sentence[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../samples/personal-data/${half}.json`), 'utf8'))

const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 1000

const kindsIn = ({ text }: Sentence): readonly string[] => personalDataIn(text).map(({ kind }) => kind)

/** How well the rules do with a half of the sentences: in numbers only, so that nobody suits a rule to a sentence. */
function judged(sentences: readonly Sentence[]) {
  const holding = sentences.filter(({ holds }) => holds.length > 0)
  const marked = sentences.filter(sentence => kindsIn(sentence).length > 0)
  const right = marked.filter(({ holds }) => holds.length > 0).length
  const wrong = marked.filter(({ holds }) => holds.length === 0)
  const missed = (kind: string) =>
    holding.filter(sentence => sentence.holds.includes(kind) && !kindsIn(sentence).includes(kind)).length
  return {
    recall: share(right, holding.length),
    precision: share(right, marked.length),
    sentences: `${holding.length} that hold some, ${sentences.length - holding.length} that hold none`,
    missed: Object.fromEntries(personalMarks.map(kind => [kind, missed(kind)])),
    wronglyMarked: Object.fromEntries(
      personalMarks.map(kind => [kind, wrong.filter(one => kindsIn(one).includes(kind)).length]),
    ),
  }
}

test.each(['developed-on', 'held-out'])(
  'at least nine in ten are found, and are right, of the sentences %s',
  half => {
    const figures = judged(sentencesOf(half))
    console.info(half, JSON.stringify(figures, null, 2))
    expect(figures.recall).toBeGreaterThanOrEqual(0.9)
    expect(figures.precision).toBeGreaterThanOrEqual(0.9)
  },
)
