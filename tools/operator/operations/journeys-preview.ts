import { spawn } from 'node:child_process'
import { folder } from './groups.ts'
import { argument, flag, text } from './input.ts'
import { reading } from './operation.ts'

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens a file in the operator's browser. Prints a message if that fails. */
function openInBrowser(file: string, say: (line: string) => void): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(command, [...args, file], { stdio: 'ignore', detached: true })
  opener.on('error', () => say('No browser could be opened: open this file in one.'))
  opener.unref()
}

/** Shows authors their journey as learners will see it. */
export const journeysPreview = reading({
  name: 'journeys preview',
  summary: 'show every email and page of a journey in the browser',
  examples: ['journeys preview shiftworks'],
  does: 'reads',
  withoutSystem: true,
  inputs: {
    journey: argument('<journey>', '', text),
    open: flag('--no-open', 'only write the files'),
    folder,
  },
  console: { absent: 'The files lie where the terminal is. What is published has its pages.' },
  async run({ says }, { journey, open, folder: root }) {
    const { faultlessJourney } = await import('../../journeys/check.ts')
    const { writePreview } = await import('../../journeys/preview/write-preview.ts')
    const file = await writePreview(await faultlessJourney(root, journey), `.build/preview/${journey}`)
    if (open) openInBrowser(file, says)
    return { value: { file }, lines: () => [file] }
  },
})
