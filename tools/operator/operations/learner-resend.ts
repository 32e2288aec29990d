import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { OperatorDeps } from '../deps.ts'
import { journeyOf, resendModule } from '../learner/change.ts'
import { findPerson } from '../learner/find-person.ts'
import { OperatorProblem } from '../problem.ts'
import { option, text } from './input.ts'
import { who } from './learner.ts'
import { learnerForm } from './learner-changes.ts'
import { change } from './operation.ts'

/** The modules that a person was sent, each as `journey/module` with its title. */
async function modulesSent(
  { library }: Pick<OperatorDeps, 'library'>,
  { learner }: LearnerRecord,
): Promise<{ value: string; label: string }[]> {
  const sent = await Promise.all(
    Object.values(learner.enrolments).map(async ({ journeyId, emailed }) => {
      const head = await library.head(journeyId)
      const title = (id: string) => head?.journey.modules.find(one => one.id === id)?.title ?? id
      return emailed.map(id => ({ value: `${journeyId}/${id}`, label: title(id) }))
    }),
  )
  return sent.flat()
}

const summary = 'email a module once more that they were sent'

/**
 * Parses a module, alone or as `journey/module`.
 * @throws OperatorProblem if the text names no module
 */
function readModule(
  resend = '',
  journey: string | undefined,
): { module: string; journey: string | undefined } {
  const [first = '', second] = resend.split('/')
  if (first === '') throw new OperatorProblem('Say which module.')
  return second === undefined ? { module: first, journey } : { module: second, journey: first }
}

/** Sends a person a module again. */
export const learnerResend = change({
  name: 'learner resend',
  command: 'learner',
  chosenBy: ['resend'],
  summary,
  examples: ['learner jo@example.org --resend trust --reason "deleted by mistake" --stage prod'],
  does: 'emails',
  inputs: {
    who,
    resend: {
      ...option('--resend <module>', summary, text),
      field: {
        label: 'Module',
        choices: async (deps, named) => modulesSent(deps, await findPerson(deps, named)),
        none: 'They were sent no module yet.',
      },
    },
    journey: option('--journey <id>', 'with --resend, where they are in several', text),
  },
  console: {
    forms: [learnerForm('resend', 'Send a module again')],
  },
  async ask({ open }, input) {
    const record = await findPerson(await open(), input.who)
    const { id } = record.learner
    if (input.resend !== undefined) journeyOf(record, readModule(input.resend, input.journey).journey)
    return {
      question:
        input.resend === undefined
          ? `Send learner ${id} a module again?`
          : `Email “${input.resend}” to learner ${id} once more?`,
      effects: [
        'A module that they were sent before goes out to them once more, within a minute.',
        'Nothing else in their plan moves.',
      ],
      button: 'Send it again',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const record = await findPerson(deps, input.who)
    const { module: moduleId, journey } = readModule(input.resend, input.journey)
    const value = await resendModule(deps, record, { journeyId: journeyOf(record, journey), moduleId, why })
    return { value, lines: () => [value.words] }
  },
})
