import { timeIn } from '../command/style.ts'
import { aboutLines, deadLettersAbout } from '../dead-letters/about-person.ts'
import { findPerson } from '../learner/find-person.ts'
import { tellStory } from '../learner/story.ts'
import { storyLines } from '../learner/story-lines.ts'
import { argument, text } from './input.ts'
import { reading } from './operation.ts'

/** The person, for all operations on one person. */
export const who = argument('<email|id>', '', text)

/** Shows a person's history, state and next steps. */
export const learner = reading({
  name: 'learner',
  summary: 'what happened to a person, why or why not, and what is next',
  examples: ['learner jo@example.org --stage prod'],
  does: 'reads',
  inputs: { who },
  console: { pages: async () => (await import('../console/pages/learner.ts')).learnerRoutes },
  async run({ open }, input) {
    const deps = await open()
    const record = await findPerson(deps, input.who)
    const [story, deadLetters] = await Promise.all([
      tellStory(deps, record),
      deadLettersAbout(deps, record.learner.id),
    ])
    return {
      value: { ...story, deadLetters },
      lines: style =>
        storyLines(story, style, aboutLines(deadLetters, deps.system, style, timeIn(story.zone))),
    }
  },
})
