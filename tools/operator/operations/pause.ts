import * as z from 'zod/mini'
import type { OperatorScope } from '../../../shared/domain/hold.ts'
import { type PauseKind, pauseEffects, pauseKinds, pauseLines } from '../holds/holds-in-words.ts'
import { scopeName, setHold } from '../holds/set-hold.ts'
import { OperatorProblem } from '../problem.ts'
import { argument, optionalArgument, text } from './input.ts'
import { change, type Form } from './operation.ts'

const inputs = {
  what: argument('<what>', '', z.enum(pauseKinds)),
  journey: optionalArgument('[journey]', '', text),
}

/** @throws OperatorProblem when a journey is missing, or too much. */
function readScope(kind: PauseKind, journey: string | undefined): Exclude<OperatorScope, { is: 'module' }> {
  if (kind === 'journey') {
    if (journey) return { is: kind, journeyId: journey }
    throw new OperatorProblem('Say which journey: pause journey <id>.')
  }
  if (journey)
    throw new OperatorProblem(`"${journey}" is too much: ${kind} is paused for everything at once.`)
  return { is: kind }
}

const help = `  delivery        nothing at all is handed to SES, confirmations included
  planning        nobody is moved forward: no journey starts, no module or
                  reminder goes out; account emails about a sign-up still do
  journey <id>    the same for one journey`

const examples = [
  'pause delivery --stage prod --reason "wrong links in module 3"',
  'resume journey shiftworks --stage prod --reason "version 7 is mended" --yes',
]

const place = {
  section: 'Held back',
  back: { path: '/holds', words: 'Back to what is held back' },
} as const

const formsOf = (name: 'pause' | 'resume'): Form<typeof inputs>[] => [
  { at: `/${name}/delivery`, with: { what: 'delivery' }, ...place },
  { at: `/${name}/planning`, with: { what: 'planning' }, ...place },
  { at: `/${name}/journey/{journey}`, with: { what: 'journey' }, ...place },
]

const pausing = (name: 'pause' | 'resume', summary: string) => {
  const paused = name === 'pause'
  const verb = paused ? 'Pause' : 'Resume'
  return change({
    name,
    summary,
    help,
    examples,
    does: 'changes',
    inputs,
    console: { forms: formsOf(name) },
    async ask({ open }, { what, journey }) {
      const of = scopeName(readScope(what, journey))
      const { stage } = await open()
      return {
        question: `${verb} ${of} on ${stage}?`,
        effects: [`Within a minute: ${pauseEffects[what][paused ? 'paused' : 'resumed']}.`],
        button: `${verb} ${of}`,
      }
    },
    async run({ open, why }, { what, journey }) {
      const scope = readScope(what, journey)
      const changed = await setHold(await open(), { scope, paused, why })
      const title = `${scopeName(scope)} is ${paused ? 'paused' : 'running'}`
      return { value: changed, lines: () => pauseLines(changed, what), title }
    },
  })
}

/** Holds all sending, all planning or a journey back. */
export const pause = pausing('pause', 'hold something back, within a minute')

/** Lets go what was paused. */
export const resume = pausing('resume', 'let something go that was paused')
