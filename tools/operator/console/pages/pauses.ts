import type { OperatorScope } from '../../../../shared/domain/hold.ts'
import { joined } from '../../../web/tool-routes.ts'
import { scopeName } from '../../holds/scope-name.ts'
import { setHold } from '../../holds/set-hold.ts'
import { effects, pauseLines } from '../../holds/words.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { type Change, changeRoutes, done } from './change.ts'

type Pausable = Exclude<OperatorScope, { is: 'module' }>

/** Pausing and resuming: `/pause/delivery`, `/resume/journey/shiftworks`. */
export const pauseRoutes: ConsoleRoutes = joined(
  (['pause', 'resume'] as const).flatMap(verb => [
    ...(['delivery', 'planning'] as const).map(kind =>
      changeRoutes(`/${verb}/${kind}`, async (_values, _request, context) =>
        pauseChange(context, verb === 'pause', { is: kind }),
      ),
    ),
    changeRoutes(
      `/${verb}/journey/{journey}`,
      async (_values, { params: { journey: journeyId = '' } }, context) =>
        pauseChange(context, verb === 'pause', { is: 'journey', journeyId }),
    ),
  ]),
)

function pauseChange({ deps }: ConsoleContext, paused: boolean, scope: Pausable): Change {
  const name = scopeName(scope)
  const verb = paused ? 'Pause' : 'Resume'
  const effect = effects[scope.is][paused ? 'paused' : 'resumed']
  return {
    question: `${verb} ${name} on ${deps.stage}?`,
    section: 'Held back',
    effects: [`Within a minute: ${effect}.`],
    button: `${verb} ${name}`,
    back: { path: '/holds', words: 'Back to what is held back' },
    run: async why => {
      const changed = await setHold(deps, { scope, paused, why })
      return done(`${name} is ${paused ? 'paused' : 'running'}`, pauseLines(changed, scope.is))
    },
  }
}
