import * as z from 'zod/mini'
import { functionNames } from '../../../shared/contracts/functions.ts'
import { commandLine } from '../command/place.ts'
import { groupLines, shownGroup } from '../dead-letters/dead-letters-in-words.ts'
import { byCause, withOpened } from '../dead-letters/opened.ts'
import { exitCodes } from '../problem.ts'
import { argument, flag, option, optionWithUsual, text } from './input.ts'
import { reading } from './operation.ts'
import { wholeNumber } from './values.ts'

/** The most letters per run. Further letters wait for the next run. */
export const everything = 100_000

/**
 * The inputs that choose letters.
 * @param usual the default limit
 */
export const which = (usual: number) => ({
  name: argument('<name>', '', z.enum(functionNames)),
  cause: option('--cause <code>', 'only dead letters of this cause, as list and show name it', text),
  most: optionWithUsual('--most <number>', 'no more than so many', wholeNumber, usual),
})

/** Shows the causes of a function's dead letters, with one whole letter for each. */
export const deadLettersShow = reading({
  name: 'dead-letters show',
  summary: 'the causes, each with a dead letter whole',
  examples: ['dead-letters show start-journey --stage prod'],
  does: 'reads',
  inputs: { ...which(1000), unmask: flag('--unmask', 'show personal data too') },
  console: { shownAt: '/dead-letters' },
  async run({ open }, { name, cause, most, unmask = false }) {
    const deps = await open()
    return withOpened(deps, name, most, async ({ letters }) => {
      const groups = byCause(letters.filter(({ code }) => cause === undefined || code === cause))
      const value = groups.map(group => shownGroup(group, unmask))
      const next = (code: string) =>
        commandLine(deps.system, 'dead-letters', 'redrive', name, '--cause', code, '--reason', '…')
      const exitCode = groups.length > 0 ? exitCodes.trouble : exitCodes.ok
      return { value, lines: style => groupLines(value, style, next), exitCode }
    })
  },
})
