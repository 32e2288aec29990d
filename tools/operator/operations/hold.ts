import type { OperatorScope } from '../../../shared/domain/hold.ts'
import { holdEffects, holdLines } from '../holds/holds-in-words.ts'
import { scopeName, setHold } from '../holds/set-hold.ts'
import { argument, type Inputs, text, type ValuesOf } from './input.ts'
import { type Change, change, type Form } from './operation.ts'

/** The forms of holds and releases are on the holds page of the console. */
export const amongHolds = {
  section: 'Held back',
  back: { path: '/holds', words: 'Back to what is held back' },
} as const

type Scope = Exclude<OperatorScope, { is: 'module' }>

interface Holdable<I extends Inputs> {
  is: Scope['is']
  /** What is held, in one line. */
  summary: string
  inputs: I
  scopeOf: (input: ValuesOf<I>) => Scope
  /** The console path after the verb. */
  at: string
  /** Example command lines after the verb, each with a reason. */
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

/** Holds all sending. */
export const holdDelivery = operationFor('hold', delivery)
/** Releases sending, and resets the breaker that tripped because SES rejected the whole account. */
export const releaseDelivery = operationFor('release', delivery)
/** Holds planning: nobody moves forward. */
export const holdPlanning = operationFor('hold', planning)
/** Releases planning. */
export const releasePlanning = operationFor('release', planning)
/** Holds a journey. */
export const holdJourney = operationFor('hold', journey)
/** Releases a journey, and a version of it that SES rejected. */
export const releaseJourney = operationFor('release', journey)
