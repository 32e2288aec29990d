import { Argument, type Command } from 'commander'
import type { Switch } from '../../../shared/store/switches.ts'
import { action, agree, type Changing, changing, type Desk, reasonOf } from '../command/run.ts'
import { OperatorProblem } from '../problem.ts'
import { type SwitchChanged, setSwitch, switchName } from './set-switch.ts'

type Kind = 'delivery' | 'planning' | 'journey'

const examples = `
  delivery        nothing at all is handed to SES, confirmations included
  planning        nobody is moved forward: no journey starts, no module or reminder goes out; letters
                  about a sign-up still do
  journey <id>    the same for one journey

Examples:
  npm run operator -- pause delivery --stage prod --reason "wrong links in module 3"
  npm run operator -- resume journey shiftworks --stage prod --reason "version 7 is mended" --yes`

function readSwitch(kind: Kind, journey: string | undefined): Switch {
  if (kind === 'journey') {
    if (journey) return { journey }
    throw new OperatorProblem('Say which journey: pause journey <id>.')
  }
  if (journey) throw new OperatorProblem(`"${journey}" is too much: ${kind} is one switch for everything.`)
  return kind
}

const effects: Record<Kind, { paused: string; resumed: string }> = {
  delivery: {
    paused: 'nothing is handed to SES, confirmations included',
    resumed: 'what waits goes out at the allowed rate, what is late over each person’s own times',
  },
  planning: {
    paused: 'no journey starts and no module or reminder goes out; letters about a sign-up still do',
    resumed: 'journeys start and go on; what is late is spread over each person’s own times',
  },
  journey: {
    paused: 'no module or reminder of this journey goes out; nobody loses their place',
    resumed: 'people go on; what is late is spread over each person’s own times',
  },
}

function lines({ of, paused, changed, breakerReset }: SwitchChanged, kind: Kind): string[] {
  const effect = effects[kind]
  const is = paused ? 'paused' : 'running'
  if (!changed && breakerReset === undefined) return [`${of} was ${is} already. Nothing was changed.`]
  return [
    `${of} is ${is}. Within a minute: ${paused ? effect.paused : effect.resumed}.`,
    ...(breakerReset === undefined ? [] : [`The breaker of version ${breakerReset} is reset.`]),
  ]
}

/** `operator pause` and `operator resume`. */
export function addSwitches(program: Command, desk: Desk): void {
  for (const paused of [true, false])
    changing(program.command(paused ? 'pause' : 'resume'))
      .description(paused ? 'hold something back, within a minute' : 'let something go that was paused')
      .addArgument(new Argument('<what>').choices(['delivery', 'planning', 'journey']))
      .argument('[journey]')
      .addHelpText('after', examples)
      .action(
        action<Changing, [Kind, string | undefined]>(desk, async (run, kind, journey) => {
          const of = readSwitch(kind, journey)
          const why = reasonOf(run.options)
          await agree(run, `${paused ? 'Pause' : 'Resume'} ${switchName(of)} on ${run.deps.stage}?`)
          const changed = await setSwitch(run.deps, { of, paused, why })
          return { value: changed, lines: () => lines(changed, kind) }
        }),
      )
}
