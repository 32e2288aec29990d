import { exitCodes } from '../problem.ts'
import { folder } from './groups.ts'
import { argument, neededOption, text } from './input.ts'
import { reading } from './operation.ts'

/** Drafts a journey from an existing course, as far as a program can. */
export const journeysDraft = reading({
  name: 'journeys draft',
  summary: 'make a journey of a course in Markdown by somebody else',
  help: `draft takes a file or a folder: settings of common site generators, boxes of notes, footnotes, tables, lists to tick, code
and links between pages become what an email can hold, pictures are copied, and pages are split at their headings into modules
of five minutes. It says line by line what you must decide, and then what lint says of the journey.`,
  examples: ['journeys draft ../their-course --id their-course'],
  does: 'reads',
  withoutSystem: true,
  inputs: {
    source: argument('<source>', 'a Markdown file, or a folder of them', text),
    id: neededOption('--id <journey>', 'what the journey is to be called', text),
    folder,
  },
  console: { absent: 'The files lie where the terminal is.' },
  async run(_, { source, id, folder: root }) {
    const { decisionLines, writeDraft } = await import('../../journeys/draft/write-draft.ts')
    const { lintJourneys } = await import('../../journeys/check.ts')
    const draft = await writeDraft(source, id, root)
    const { lines: linted, fit } = await lintJourneys(root, [id])
    const lines = () => [
      `${draft.folder}: ${draft.files.length} files. Decide, in the course:`,
      ...decisionLines(draft.decisions),
      'And in the journey, which lint reads:',
      ...linted,
    ]
    return { value: { ...draft, fit }, lines, exitCode: exitCodes.ok }
  },
})
