import fc from 'fast-check'

/** A text that can be made as long as wished: something before, a piece again and again, something after. */
export interface GrowingText {
  before: string
  piece: string
  after: string
}

/** @returns the text with about so many characters. */
export const grownTo = ({ before, piece, after }: GrowingText, characters: number): string =>
  `${before}${piece.repeat(Math.ceil(characters / piece.length))}${after}`

/** Texts made of the signs that a parser looks for, which is where one that looks back and forth is slow. */
export const growingText = (signs: readonly string[]): fc.Arbitrary<GrowingText> => {
  const some = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength })
  return fc.record({ before: some(0, 3), piece: some(1, 3), after: some(0, 3) })
}

/** Milliseconds, the quickest of so many runs: what else the machine does only ever adds to it. */
async function quickestOf(runs: number, work: () => unknown): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now()
    await work()
    quickest = Math.min(quickest, performance.now() - begun)
  }
  return quickest
}

/** Work on the longer text that is done in this time is quick enough to tell nothing of its growth, in milliseconds. */
const tooQuickToTell = 100

/**
 * How many times longer work takes for a text that is four times as long: about 4 when its time is linear, 16 when it is
 * quadratic. 0 when both are too quick to tell: a quadratic search of 64,000 characters takes seconds.
 */
export async function growth(
  text: GrowingText,
  work: (text: string) => unknown,
  characters = 16_000,
): Promise<number> {
  const [short, long] = [grownTo(text, characters), grownTo(text, 4 * characters)]
  const once = await quickestOf(1, () => work(long))
  if (once < tooQuickToTell) return 0
  const longTime = Math.min(once, await quickestOf(2, () => work(long)))
  return longTime < tooQuickToTell ? 0 : longTime / (await quickestOf(5, () => work(short)))
}

/** The length of a short line, in characters. */
const shortLine = 80

/**
 * How many times longer work takes for a text in one line than in lines of 80 characters: about once if each scan stops at
 * the next opening, and 25 times if it goes on for 2,000 characters. 0 when it is too quick to tell.
 */
export async function costOfOneLine(
  piece: string,
  work: (text: string) => unknown,
  characters = 64_000,
): Promise<number> {
  const short = `${piece.repeat(Math.max(1, Math.floor(shortLine / piece.length)))}\n\n`
  const lines = short.repeat(Math.ceil(characters / short.length))
  const oneLine = await quickestOf(2, () => work(lines.replaceAll('\n', '')))
  return oneLine < tooQuickToTell ? 0 : oneLine / (await quickestOf(3, () => work(lines)))
}
