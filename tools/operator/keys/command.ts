import type { Command } from 'commander'
import type { Instant } from '../../../shared/domain/ids.ts'
import { duration } from '../command/format.ts'
import {
  action,
  agree,
  type Changing,
  type CliContext,
  changing,
  type Run,
  reasonOf,
} from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { exitCodes } from '../problem.ts'
import { type Rotated, rotateKeys } from './rotate.ts'

const examples = `
A new key signs the links of all emails from then on. It takes six minutes, so that every function knows the
key before the first link is signed with it. Keys of links that are out stay honoured. Cut off, say it again.

Example:
  npm run operator -- keys rotate --reason "yearly" --stage prod`

const words = ({ outcome, current, keys }: Rotated): string =>
  outcome === 'rotated'
    ? `Key ${current} signs now. ${keys} keys are honoured.`
    : `The new key is known, and does not sign yet: key ${current} still does. Say it again to go on.`

/** Waits, a second at a time, until the moment has come or somebody presses Ctrl-C. */
async function waitFor({ io, deps }: Run, at: Instant): Promise<'go-on' | 'stop'> {
  let stopped = false
  const forget = io.onInterrupt(() => {
    stopped = true
  })
  if (deps.clock.now() < at)
    io.err(
      `The new key begins to sign in ${duration(at - deps.clock.now())}, when every function knows it.\n`,
    )
  while (!stopped && deps.clock.now() < at) await deps.clock.until(Math.min(at, deps.clock.now() + 1000))
  forget()
  return stopped ? 'stop' : 'go-on'
}

async function rotate(run: Run<Changing>): Promise<Shown> {
  const why = reasonOf(run.options)
  await agree(run, 'Rotate the key that signs links?')
  const rotated = await rotateKeys(run.deps, why, { wait: at => waitFor(run, at) })
  const exitCode = rotated.outcome === 'rotated' ? exitCodes.ok : exitCodes.trouble
  return { value: rotated, lines: () => [words(rotated)], exitCode }
}

/** `operator keys rotate`. */
export function addKeys(program: Command, context: CliContext): void {
  const keys = program
    .command('keys')
    .description('the keys that sign links')
    .addHelpText('afterAll', examples)
  changing(keys.command('rotate'))
    .description('a new key for links; old ones stay honoured')
    .action(action(context, rotate))
}
