import * as z from 'zod/mini'
import { publishedTypes } from '../../../shared/contracts/bus.ts'
import { type PreparedReplay, prepareReplay } from '../replay/prepare.ts'
import { dryRunLines } from '../replay/replay-in-words.ts'
import { type Asked, readRequest } from '../replay/request.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { flag, option, options, optionWithUsual, text } from './input.ts'
import { reading } from './operation.ts'
import type { Session } from './session.ts'
import { moment, wholeNumber } from './values.ts'

/** The inputs that select events. */
export const selection = {
  from: option('--from <moment>', 'from then on, with its zone', moment),
  to: option('--to <moment>', 'until then; now if absent', moment),
  rule: options('--rule <name...>', 'rules of the bus', text),
  type: options('--type <event...>', 'types of events', z.enum(publishedTypes)),
  learner: option('--learner <who>', 'one person, by address or id', text),
  journey: option('--journey <id>', 'one journey', text),
  module: option('--module <id>', 'one module', text),
  rate: optionWithUsual('--rate <number>', 'events a second, from the histories', wholeNumber, 50),
}

/**
 * Makes a dry run of a replay, after saying what that costs.
 * @throws OperatorProblem if the request is invalid
 */
export async function tryOut(session: Session, asked: Asked): Promise<PreparedReplay> {
  const deps = await session.open()
  const request = await readRequest(deps, asked)
  if (asked.learner === undefined) session.says(scanCostInWords(await scanCost(deps.table)))
  return prepareReplay(deps, request, people => session.progress({ done: people, unit: 'people' }))
}

/** The result of a dry run, for programs. */
export const dryRunValue = ({ dryRun, request, waitingSignUps, forecast }: PreparedReplay) => ({
  dryRun,
  waitingSignUps,
  notes: request.notes,
  ...(forecast && { forecast }),
})

/** Shows what a replay would do. */
export const replayDryRun = reading({
  name: 'replay dry-run',
  command: 'replay',
  chosenBy: ['dryRun'],
  summary: 'only say what would happen',
  examples: ['replay --stage prod --from 2026-11-23T08:00Z --to 2026-11-23T09:30Z --dry-run'],
  does: 'reads',
  inputs: { ...selection, dryRun: flag('--dry-run', 'only say what would happen') },
  console: { pages: async () => (await import('../console/pages/replay.ts')).replayRoutes },
  async run(session, asked) {
    const prepared = await tryOut(session, asked)
    const { system } = await session.open()
    return { value: dryRunValue(prepared), lines: style => dryRunLines(prepared, system, style) }
  },
})
