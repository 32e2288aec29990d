import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { JourneySettings, ModuleSettings } from '../../shared/content/settings.ts'
import { sectors } from '../../shared/domain/sectors.ts'

const guide = await readFile('docs/writing-a-journey.md', 'utf8')
const examples = Array.from(guide.matchAll(/```markdown\n([\s\S]*?)```/g), ([, text = '']) => text)

test('the guide explains every setting and names every sector', () => {
  const names = [...Object.keys(JourneySettings.shape), ...Object.keys(ModuleSettings.shape)]
  expect(names.filter(name => !guide.includes(`| \`${name}\` |`))).toEqual([])
  expect(sectors.filter(sector => !guide.includes(`\`${sector}\``))).toEqual([])
})

test('the examples in the guide have no fault', () => {
  const [journey = '', first = ''] = examples
  const second = first.replaceAll('first-cup', 'quiet-hours')
  const { problems } = checkJourney({
    id: 'night-shifts',
    files: [
      { name: 'journey.md', text: journey },
      { name: 'first-cup.md', text: first },
      { name: 'quiet-hours.md', text: second },
    ],
  })
  expect(problems).toEqual([])
})
