import type { OperatorScope } from '../../../shared/domain/hold.ts'
import { holdEffects, holdLines } from '../holds/holds-in-words.ts'
import { scopeName, setHold } from '../holds/set-hold.ts'
import { argument, type Inputs, text, type ValuesOf } from './input.ts'
import { type Change, change, type Form } from './operation.ts'

/** Where forms that hold something back, or let it go, stand in the console. */
export const amongHolds = {
  section: 'Held back',
  back: { path: '/holds', words: 'Back to what is held back' },
} as const

type Scope = Exclude<OperatorScope, { is: 'module' }>

interface Holdable<I extends Inputs> {
  is: Scope['is']
  /** In a line: what is held back. */
  summary: string
  inputs: I
  scopeOf: (input: ValuesOf<I>) => Scope
  /** Its address in the console, behind the verb. */
  at: string
  /** Command lines behind the verb, each with its reason. */
  examples: Readonly<Record<'hold' | 'release', string>>
}

function operationFor<I extends Inputs>(verb: 'hold' | 'release', holdable: Holdable<I>): Change<I> {
  const { is, summary, inputs, scopeOf, at, examples } = holdable
  const held = verb === 'hold'
  const does = held ? 'Hold back' : 'Release'
  const form: Form<I> = { at: `/${verb}${at}`, ...amongHolds }
  return change({
    name: `${verb} ${is}`,
    summary,
    examples: [`${verb} ${is}${examples[verb]} --stage prod`],
    does: 'changes',
    inputs,
    console: { forms: [form] },
    async ask({ open }, input) {
      const of = scopeName(scopeOf(input))
      const { stage } = await open()
      return {
        question: `${does} ${of} on ${stage}?`,
        effects: [`Within a minute: ${holdEffects[is][verb]}.`],
        button: `${does} ${of}`,
      }
    },
    async run({ open, why }, input) {
      const scope = scopeOf(input)
      const changed = await setHold(await open(), { scope, held, why })
      const title = `${scopeName(scope)} is ${held ? 'held back' : 'released'}`
      return { value: changed, lines: () => holdLines(changed, is), title }
    },
  })
}

const delivery: Holdable<Record<never, never>> = {
  is: 'delivery',
  summary: 'all that is sent, confirmations included',
  inputs: {},
  scopeOf: () => ({ is: 'delivery' }),
  at: '/delivery',
  examples: { hold: ' --reason "wrong links in module 3"', release: ' --reason "links are right"' },
}

const planning: Holdable<Record<never, never>> = {
  is: 'planning',
  summary: 'journeys that would start, modules and reminders; account emails still go out',
  inputs: {},
  scopeOf: () => ({ is: 'planning' }),
  at: '/planning',
  examples: { hold: ' --reason "closing down"', release: ' --reason "open again" --yes' },
}

const ofJourney = { journey: argument('<journey>', '', text) }

const journey: Holdable<typeof ofJourney> = {
  is: 'journey',
  summary: 'the modules and reminders of one journey',
  inputs: ofJourney,
  scopeOf: ({ journey: journeyId }) => ({ is: 'journey', journeyId }),
  at: '/journey/{journey}',
  examples: {
    hold: ' shiftworks --reason "complaints"',
    release: ' shiftworks --reason "version 7 is mended"',
  },
}

/** Holds back all that is sent. */
export const holdDelivery = operationFor('hold', delivery)
/** Lets it go, and what had stopped because SES took nothing from the account. */
export const releaseDelivery = operationFor('release', delivery)
/** Holds everybody back from being moved forward. */
export const holdPlanning = operationFor('hold', planning)
/** Lets them go on. */
export const releasePlanning = operationFor('release', planning)
/** Holds a journey back. */
export const holdJourney = operationFor('hold', journey)
/** Lets it go on, and a version of it that SES could not deliver. */
export const releaseJourney = operationFor('release', journey)
