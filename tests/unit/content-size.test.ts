import { expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { bytesAsSent, lintSizes } from '../../shared/content/lint-size.ts'
import { longestOf } from '../../shared/contracts/published-journey.ts'
import type { Placeholder } from '../../shared/domain/email-kind.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'
import { aCompiledJourney, emailOf } from '../support/compiled-journey.ts'

/** Below the smallest size that anybody has seen Gmail cut off. */
const gmailShows = 102_000

async function problemsOf(...changes: Change[]) {
  const { journey, problems } = checkJourney(aJourneyFolder(...changes))
  if (!journey) throw new Error(problems.map(({ message }) => message).join(' '))
  return lintSizes(await compileJourney(journey))
}

const bytesOf = (slot: string): number => longestOf(slot.slice(2, -2) as Placeholder, 2)

/** A body of so many list items, which take much more room in an email than in Markdown. */
const items = (count: number, word = 'x'): Change => ({
  replace: 'Somebody holds a door.',
  by: `- ${word}\n`.repeat(count),
})

/** How many bytes one more item takes, once laid out. */
async function bytesOfItem(word: string) {
  const bytes = async (count: number) =>
    Buffer.byteLength(emailOf(await aCompiledJourney(items(count, word)), 'module.first').html)
  const [ten, eleven] = [await bytes(10), await bytes(11)]
  return { empty: ten - 10 * (eleven - ten), each: eleven - ten }
}

test.each(['x', '世界'])(
  'an email of items of %s is refused from the byte on that Gmail does not show',
  async word => {
    const { empty, each } = await bytesOfItem(word)
    const { html } = emailOf(await aCompiledJourney(items(1, word)), 'module.first')
    const filled = (html.match(/\{\{\w+\}\}/g) ?? []).reduce((sum, slot) => sum + bytesOf(slot), 0)
    const max = Math.floor((gmailShows - empty - filled) / each)
    expect(max * (word.length + 3)).toBeLessThan(40_000)
    expect(await problemsOf(items(max, word))).toEqual([])
    const [problem] = await problemsOf(items(max + 1, word))
    expect(problem).toMatchObject({ file: 'first.md', line: 1, severity: 'error' })
    expect(problem?.message).toMatch(
      /^The email module\.first has 103 KB of HTML as it is sent\. Gmail cuts off/,
    )
  },
)

test('links that are filled in count as long as they can get', async () => {
  const links = (count: number, reference: string): Change => ({
    replace: 'Somebody holds a door.',
    by: `- [a](https://a.example/${reference})\n`.repeat(count),
  })
  expect(await problemsOf(links(90, 'reference'))).toEqual([])
  expect((await problemsOf(links(90, '{{reference}}')))[0]?.message).toContain('module.first')
})

test('the journey of this repository is far from it: no email of it has more than 90 KB as it is sent', async () => {
  const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  if (!journey) throw new Error('The journey of this repository has faults: run the linter.')
  const compiled = await compileJourney(journey)
  expect(lintSizes(compiled)).toEqual([])
  const sizes = compiled.emails.map(
    one => [one.key, bytesAsSent(one, compiled.journey.modules.length)] as const,
  )
  expect(sizes.length).toBeGreaterThan(20)
  expect(sizes.filter(([, bytes]) => bytes > 90_000)).toEqual([])
})
