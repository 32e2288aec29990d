import { closeAtOnce } from '../../../shared/application/close-mirror.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import { audited } from '../audited.ts'
import { counted } from '../command/format.ts'
import { currentJourney } from '../current-journey.ts'
import { exitCodes } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { optionalArgument, text } from './input.ts'
import { change } from './operation.ts'

/** Runs the weekly count of answers to the modules' questions now, instead of on Monday night. */
export const mirrorClose = change({
  name: 'mirror close',
  summary: 'count what people answered to the questions of modules, and show it from now on',
  help: `Reads every journey's rows once, as happens by itself every Monday night (London). A sector is shown once more than ten
of its people have answered a question, and shown anew once ten others have: closing more often shows nothing sooner of
fewer people.`,
  examples: ['mirror close shiftworks --stage prod --reason "the first evening"'],
  does: 'changes',
  inputs: { journey: optionalArgument('[journey]', 'every journey if absent', text) },
  console: { absent: 'It reads the whole table, and happens by itself every week.' },
  async ask({ open }, { journey }) {
    const { stage, table } = await open()
    return {
      question: `Count the answers of ${journey ?? 'every journey'} on ${stage}, and show them?`,
      effects: [scanCostInWords(await scanCost(table))],
      button: 'Count and show',
    }
  },
  async run({ open, why, progress }, { journey }) {
    const deps = await open()
    if (journey !== undefined) await currentJourney(deps, journey)
    const about = journey === undefined ? {} : { journey }
    const closed = await audited(deps, { what: 'mirror close', about, why }, async () => {
      const value = await closeAtOnce({ ...deps, mirror: mirrorStore(deps.table) }, journey, done =>
        progress({ done, unit: 'rows' }),
      )
      return { value, result: { rows: value.rows } }
    })
    const { rows, unreadable } = closed
    return {
      value: { rows, unreadable },
      lines: () => [
        `Counted ${counted(rows, 'row')}; what is shown is of this moment.`,
        ...unreadable.map(row => `Left out, since it cannot be read: ${row}`),
      ],
      exitCode: unreadable.length > 0 ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
