import type { Instant } from '../../../shared/domain/ids.ts'
import { duration } from '../command/format.ts'
import type { OperatorDeps } from '../deps.ts'
import { type Rotated, rotateKeys } from '../keys/rotate.ts'
import { exitCodes } from '../problem.ts'
import { change } from './operation.ts'
import type { ChangeSession } from './session.ts'

const inWords = ({ outcome, current, keys }: Rotated): string =>
  outcome === 'rotated'
    ? `Key ${current} signs now. ${keys} keys are honoured.`
    : `The new key is known, and does not sign yet: key ${current} still does. Say it again to go on.`

/** Waits in steps of a second until the moment has come or the operator stops. */
async function waitFor(
  { clock }: OperatorDeps,
  session: ChangeSession,
  at: Instant,
): Promise<'go-on' | 'stop'> {
  if (clock.now() < at)
    session.says(`The new key begins to sign in ${duration(at - clock.now())}, when every function knows it.`)
  return session.stoppable(async wantsToStop => {
    while (clock.now() < at) {
      if (await wantsToStop()) return 'stop'
      await clock.until(Math.min(at, clock.now() + 1000))
    }
    return (await wantsToStop()) ? 'stop' : 'go-on'
  })
}

/** Rotates the key of the links in emails. */
export const keysRotate = change({
  name: 'keys rotate',
  summary: 'a new key for links; old ones stay honoured',
  help: `A new key signs the links of all emails from then on. It takes six minutes, so that every function knows the
key before the first link is signed with it. Keys of links that are out stay honoured. Cut off, say it again.`,
  examples: ['keys rotate --reason "yearly" --stage prod'],
  does: 'changes',
  inputs: {},
  console: {
    absent: 'Once a year at most, and it takes six minutes at the terminal, which may not be closed.',
  },
  ask: () => ({
    question: 'Rotate the key that signs links?',
    effects: ['A new key signs the links of all emails from six minutes on; older links stay good.'],
    button: 'Rotate the key',
  }),
  async run(session) {
    const deps = await session.open()
    const rotated = await rotateKeys(deps, session.why, { wait: at => waitFor(deps, session, at) })
    const exitCode = rotated.outcome === 'rotated' ? exitCodes.ok : exitCodes.trouble
    return { value: rotated, lines: () => [inWords(rotated)], exitCode }
  },
})
