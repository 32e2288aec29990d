import { optionWithUsual } from './input.ts'
import { type Operation, reading } from './operation.ts'
import { portNumber } from './values.ts'

/**
 * The console: the operations in a browser.
 * @param operations the operations to offer
 */
export const consoleOf = (operations: () => Promise<readonly Operation[]>) =>
  reading({
    name: 'console',
    summary: 'the same in a browser, on this machine only',
    help: `The address has a token in it, which lets in one browser, once. Nobody else on this machine gets in, and nothing outside it
reaches the console. What you change there needs a reason and stands in the audit trail, as on the command line.`,
    examples: ['console --stage prod --region eu-west-2', 'console --local --port 4343'],
    does: 'reads',
    inputs: { port: optionWithUsual('--port <number>', 'any that is free if absent', portNumber, 0) },
    console: { absent: 'It is the console.' },
    async run({ open, says, terminal }, { port }) {
      if (!terminal) throw new Error('A console is opened from a terminal.')
      const { openAnew: opens, zone, interrupted } = terminal
      const { stage } = await open()
      // Imported only here, so that other commands do not wait for the compiler of its stylesheet.
      const { serveConsole } = await import('../console/serve.ts')
      const report = (error: unknown) => says(error instanceof Error ? `${error.stack}` : String(error))
      const options = { operations: await operations(), open: opens, zone, report }
      const serving = await serveConsole(options, port)
      says(`The console of ${stage} is open. Ctrl-C closes it.\n\n  ${serving.address}\n`)
      await interrupted()
      await serving.close()
      return { value: { closed: true }, lines: () => ['The console is closed.'] }
    },
  })
