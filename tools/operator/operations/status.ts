import { joined } from '../../web/tool-routes.ts'
import { exitCodes } from '../problem.ts'
import { readStatus } from '../status/status.ts'
import { statusLines } from '../status/status-in-words.ts'
import { reading } from './operation.ts'

/** Shows the state of the system on one screen. */
export const status = reading({
  name: 'status',
  summary: 'backlog, forecast, sending, dead letters, holds: how the system is',
  help: '"Needs somebody" is the exit code for what status lists to look at. What is only held back on purpose is none of that: 0.',
  examples: ['status --stage prod --region eu-west-2', 'status --stage prod --watch'],
  does: 'reads',
  inputs: {},
  canBeWatched: true,
  console: {
    pages: async () => {
      const [{ overviewRoutes }, { holdRoutes }] = await Promise.all([
        import('../console/pages/overview.ts'),
        import('../console/pages/holds.ts'),
      ])
      return joined([overviewRoutes, holdRoutes])
    },
  },
  async run({ open }) {
    const value = await readStatus(await open())
    return {
      value,
      lines: style => statusLines(value, style),
      exitCode: value.troubles.length > 0 ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
