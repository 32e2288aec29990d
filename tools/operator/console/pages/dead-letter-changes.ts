import { textInput } from '../../../../shared/pages/components/form-fields.ts'
import { html } from '../../../../shared/web/html.ts'
import { joined } from '../../../web/tool-routes.ts'
import { counted } from '../../command/format.ts'
import { discard } from '../../dead-letters/discard.ts'
import { chosen, type Which, withOpened } from '../../dead-letters/opened.ts'
import { isMovedBySqs, moveAllBack, type Redriven, redrive } from '../../dead-letters/redrive.ts'
import { redrivenLines } from '../../dead-letters/words.ts'
import type { OperatorDeps } from '../../deps.ts'
import { OperatorProblem } from '../../problem.ts'
import type { ProgressListener } from '../../replay/progress-listener.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { changeRoutes, done } from './change.ts'
import { functionNamed } from './dead-letters.ts'

/** More letters than anybody works on in one go. */
const everything = 100_000

const usualRate = 10

const whichOf = (values: URLSearchParams): Which => {
  const cause = values.get('cause') ?? ''
  return { most: everything, ...(cause !== '' && { cause }) }
}

const inWords = ({ cause }: Which): string =>
  cause === undefined ? 'all dead letters' : `the dead letters of cause ${cause}`

const hidden = ({ cause }: Which) => html`<input type="hidden" name="cause" value="${cause ?? ''}">`

/** @throws OperatorProblem when it is no rate. */
function rateOf(values: URLSearchParams): number {
  const rate = values.get('rate') ?? String(usualRate)
  if (/^[1-9]\d{0,3}$/.test(rate)) return Number(rate)
  throw new OperatorProblem(`"${rate}" letters a second cannot be: a whole number from 1 is needed.`)
}

type Name = Parameters<typeof redrive>[1]

interface Redrive {
  name: Name
  which: Which
  perSecond: number
  why: string
}

async function redriveThem(
  deps: OperatorDeps,
  { name, which, perSecond, why }: Redrive,
  listener: ProgressListener,
): Promise<Redriven> {
  if (which.cause === undefined && isMovedBySqs(name)) {
    const moved = await moveAllBack(deps, name, why, perSecond)
    if (moved) return moved
  }
  return withOpened(deps, name, which.most, (opened, gone) => {
    const letters = chosen(opened, which)
    const progress = (count: number) =>
      listener.progress({ done: count, of: letters.length, unit: 'letters' })
    return redrive(deps, name, letters, { why, perSecond, progress, stopped: listener.wantsToStop }, gone)
  })
}

const back = { path: '/dead-letters', words: 'All dead letters' }

/** A second chance for dead letters, or none. */
export const deadLetterChangeRoutes: ConsoleRoutes = joined([
  changeRoutes('/dead-letters/{name}/redrive', async (values, { params: { name: asked } }, { deps }) => {
    const name = functionNamed(asked)
    const which = whichOf(values)
    return {
      question: `Redrive ${inWords(which)} of ${name}?`,
      section: 'Dead letters',
      effects: [
        `Each gets another chance: ${name} is handed what it failed at.`,
        'Doing so twice is safe. What fails again comes back here within minutes.',
      ],
      fields: html`${hidden(which)}${textInput({
        name: 'rate',
        field: { label: 'Letters a second' },
        value: values.get('rate') ?? String(usualRate),
        errorPrefix: 'Error:',
        autocomplete: 'off',
      })}`,
      button: 'Redrive them',
      back,
      canStop: true,
      run: async (why, listener) => {
        const wish = { name, which, perSecond: rateOf(values), why }
        return done(`Dead letters of ${name}`, redrivenLines(await redriveThem(deps, wish, listener)))
      },
    }
  }),
  changeRoutes('/dead-letters/{name}/discard', async (values, { params: { name: asked } }, { deps }) => {
    const name = functionNamed(asked)
    const which = whichOf(values)
    return {
      question: `Throw ${inWords(which)} of ${name} away?`,
      section: 'Dead letters',
      effects: [
        'What they asked for does not happen, unless a safety net sees to it.',
        'This cannot be undone.',
      ],
      fields: hidden(which),
      button: 'Throw them away',
      isForEver: true,
      back,
      run: why =>
        withOpened(deps, name, which.most, async (opened, gone) => {
          const { discarded } = await discard(deps, name, chosen(opened, which), why, gone)
          return done(`Dead letters of ${name}`, [`${counted(discarded, 'letter')} thrown away.`])
        }),
    }
  }),
])
