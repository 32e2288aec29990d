import type { Command } from 'commander'
import { portNumber } from '../command/arguments.ts'
import { type PlaceOptions, readPlace } from '../command/place.ts'
import { action, type CliContext, type Run } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'

const examples = `
The address has a token in it, which lets in one browser, once. Nobody else on this machine gets in, and nothing outside it
reaches the console. What you change there needs a reason and stands in the audit trail, as on the command line.

Examples:
  npm run operator -- console --stage prod --region eu-west-2
  npm run operator -- console --local --port 4343`

type Options = PlaceOptions & { port: number }

/** The system on this machine is opened anew each time: its clock may have been moved since. */
function opening(context: CliContext, { deps, options }: Run<Options>) {
  const place = readPlace(options, context.env)
  return place.is === 'local' ? () => context.connect(place) : async () => deps
}

async function serve(context: CliContext, run: Run<Options>): Promise<Shown> {
  const { io, deps, options } = run
  // Loaded only here: no other command shall wait for what compiles its stylesheet.
  const { serveConsole } = await import('./serve.ts')
  const report = (error: unknown) => io.err(`${error instanceof Error ? error.stack : String(error)}\n`)
  const serving = await serveConsole({ open: opening(context, run), zone: io.zone, report }, options.port)
  io.err(`The console of ${deps.stage} is open. Ctrl-C closes it.\n\n  ${serving.address}\n\n`)
  await new Promise<void>(resolve => {
    const forget = io.onInterrupt(() => {
      forget()
      resolve()
    })
  })
  await serving.close()
  return { value: { closed: true }, lines: () => ['The console is closed.'] }
}

/** `operator console`: the same in a browser. */
export function addConsole(program: Command, context: CliContext): void {
  program
    .command('console')
    .description('the same in a browser, on this machine only')
    .option('--port <number>', 'any that is free if absent', portNumber, 0)
    .addHelpText('after', examples)
    .action(action<Options, []>(context, run => serve(context, run)))
}
