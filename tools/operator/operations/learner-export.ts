import { titlesAsSent } from '../../../shared/application/titles-as-sent.ts'
import { writeExport } from '../learner/export.ts'
import { findPerson } from '../learner/find-person.ts'
import { tellStory } from '../learner/story.ts'
import { option, text } from './input.ts'
import { who } from './learner.ts'
import { reading } from './operation.ts'

const summary = 'write everything held about them, as JSON and as a page to read'

/** Exports the data stored about a person, for the person. */
export const learnerExport = reading({
  name: 'learner export',
  command: 'learner',
  chosenBy: ['export'],
  summary,
  examples: ['learner jo@example.org --export ./for-jo --stage prod'],
  does: 'reads',
  inputs: { who, export: option('--export <folder>', summary, text) },
  console: { shownAt: '/learner/{id}/export.html' },
  async run({ open }, { who: named, export: folder = '.' }) {
    const deps = await open()
    const record = await findPerson(deps, named)
    const [story, titles] = await Promise.all([tellStory(deps, record), titlesAsSent(deps.library, record)])
    const files = await writeExport(folder, record, { story, titles })
    return { value: { id: story.id, files }, lines: () => files }
  },
})
