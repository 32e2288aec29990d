import type { Switch } from '../../../../shared/store/switches.ts'
import { setSwitch, switchName } from '../../switches/set-switch.ts'
import { effects, type SwitchKind, switchLines } from '../../switches/words.ts'
import type { ConsoleDesk, Handlers } from '../desk.ts'
import { type Change, changeHandlers, done } from './change.ts'

/** Pausing and resuming: `pause/delivery`, `resume/journey/shiftworks`. */
export const switchHandlers: Handlers = Object.assign(
  {},
  ...(['pause', 'resume'] as const).flatMap(verb => [
    ...(['delivery', 'planning'] as const).map(kind =>
      changeHandlers(`${verb}/${kind}`, async (_values, _request, desk) =>
        switchChange(desk, verb === 'pause', kind, kind),
      ),
    ),
    changeHandlers(`${verb}/journey/*`, async (_values, { path: [, , journey = ''] }, desk) =>
      switchChange(desk, verb === 'pause', 'journey', { journey }),
    ),
  ]),
)

function switchChange({ deps }: ConsoleDesk, paused: boolean, kind: SwitchKind, of: Switch): Change {
  const verb = paused ? 'Pause' : 'Resume'
  const effect = effects[kind][paused ? 'paused' : 'resumed']
  return {
    question: `${verb} ${switchName(of)} on ${deps.stage}?`,
    section: 'Overview',
    effects: [`Within a minute: ${effect}.`],
    button: `${verb} ${switchName(of)}`,
    back: { path: '/', words: 'Back to the overview' },
    run: async why => {
      const changed = await setSwitch(deps, { of, paused, why })
      return done(`${switchName(of)} is ${paused ? 'paused' : 'running'}`, switchLines(changed, kind))
    },
  }
}
