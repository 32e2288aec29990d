import { exitCodes } from '../problem.ts'
import { folder } from './groups.ts'
import { severalArguments, text } from './input.ts'
import { reading } from './operation.ts'

const inputs = { names: severalArguments('[journey...]', 'all of them if none is named', text), folder }

/** Lists all problems in the authors' files. */
export const journeysLint = reading({
  name: 'journeys lint',
  summary: 'name file and line of everything wrong',
  examples: ['journeys lint shiftworks'],
  does: 'reads',
  withoutSystem: true,
  inputs,
  console: { absent: 'The files lie where the terminal is.' },
  async run(_, { names, folder: root }) {
    const { lintJourneys } = await import('../../journeys/check.ts')
    const { lines, fit } = await lintJourneys(root, names)
    return { value: { fit, lines }, lines: () => lines, exitCode: fit ? exitCodes.ok : exitCodes.trouble }
  },
})
