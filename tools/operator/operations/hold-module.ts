import { recalledModules } from '../../../shared/domain/hold.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { sentence } from '../command/format.ts'
import { checkModule, currentJourney } from '../current-journey.ts'
import { unchangedWords } from '../holds/holds-in-words.ts'
import { lookUpWhoHas } from '../holds/look-up-who-has.ts'
import { setHold } from '../holds/set-hold.ts'
import { amongHolds } from './hold.ts'
import { change, type Form } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { ChangeSession, Session } from './session.ts'
import { journeyAndModule } from './who-has.ts'

interface Named {
  journey: string
  module: string
}

/**
 * @throws OperatorProblem if there is no such module. A held module may be missing, because removing it is a way to
 * correct it.
 */
async function journeyOf({ open }: Session, { journey: id, module }: Named): Promise<Journey> {
  const deps = await open()
  const journey = await currentJourney(deps, id)
  if (!recalledModules(await deps.holds.all(), id).includes(module)) checkModule(journey, module)
  return journey
}

function effectOf(verb: 'hold' | 'release', { version, modules }: Journey, moduleId: string): string {
  if (verb === 'hold') return 'within a minute no email about it goes out, and everything else goes on'
  return modules.some(({ id }) => id === moduleId)
    ? 'who waits for it gets it within the hour, or at their next preferred time'
    : `version ${version} has no such module, so nobody gets it`
}

const operationFor = (verb: 'hold' | 'release') => {
  const held = verb === 'hold'
  const does = held ? 'Hold back' : 'Release'
  const form: Form<typeof journeyAndModule> = { at: `/${verb}/module/{journey}/{module}`, ...amongHolds }
  return {
    name: `${verb} module`,
    does: 'changes' as const,
    inputs: journeyAndModule,
    console: { forms: [form] },
    async ask(session: Session, input: Named) {
      const effect = effectOf(verb, await journeyOf(session, input), input.module)
      const { stage } = await session.open()
      const of = `module ${input.module} of ${input.journey}`
      return {
        question: `${does} ${of} on ${stage}?`,
        effects: [sentence(effect), 'Then the whole table is read, to show who has it.'],
        button: `${does} ${of}`,
      }
    },
    async run(session: ChangeSession, input: Named): Promise<Outcome> {
      const journey = await journeyOf(session, input)
      const scope = { is: 'module', journeyId: journey.id, moduleId: input.module } as const
      const { of, changed } = await setHold(await session.open(), { scope, held, why: session.why })
      const who = await lookUpWhoHas(session, journey, input.module)
      const title = `${of} is ${held ? 'held back' : 'released'}`
      const became = changed
        ? `${title}: ${effectOf(verb, journey, input.module)}.`
        : unchangedWords(of, held)
      return {
        value: { held, changed, who: who.value },
        lines: style => [became, '', ...who.lines(style)],
        title,
      }
    },
  }
}

/** Stops sending a module, and shows who has received it and who has not. */
export const holdModule = change({
  ...operationFor('hold'),
  summary: 'one module that is going out; shows who has it and who has not',
  help: `A module that is held back: nobody moves past it, and who waits for it is looked at again every hour, at times that they
like. Mend the module, publish it, then release it. What SES has already taken cannot be called back; the list says who has it.`,
  examples: ['hold module shiftworks trust --stage prod --reason "wrong telephone number"'],
})

/** Lets a module go again. */
export const releaseModule = change({
  ...operationFor('release'),
  summary: 'one module, to each who waits for it',
  examples: ['release module shiftworks trust --stage prod --reason "version 8 is mended"'],
})
