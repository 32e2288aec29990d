import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { OperatorDeps } from '../deps.ts'
import { erasePerson, type LearnerChanged, liftSuppression, suppressPerson } from '../learner/change.ts'
import { findPerson } from '../learner/find-person.ts'
import { flag } from './input.ts'
import { who } from './learner.ts'
import { type Asked, type Change, change, type Form } from './operation.ts'

/**
 * The form of a change to one person.
 * @param verb as in the option and the URL
 */
export const learnerForm = (verb: string, link: string, path = '/learner/{who}') =>
  ({
    at: `/learner/{who}/${verb}`,
    link,
    section: 'Learner',
    back: { path, words: path === '/learner' ? 'Find another learner' : 'Back to the learner' },
  }) as const satisfies Form<{ who: typeof who }>

interface LearnerChange extends Omit<Asked, 'question'> {
  summary: string
  why: string
  form: ReturnType<typeof learnerForm>
  question: (id: string) => string
  /** Makes the change, with an audit entry. */
  does: (deps: OperatorDeps, record: LearnerRecord, why: string) => Promise<LearnerChanged>
  isForEver?: true
}

/** A change to one person by a flag: `learner <email|id> --erase`. */
function ofLearner<Verb extends string>(verb: Verb, { summary, why, form, ...one }: LearnerChange): Change {
  const { question, effects, button, does, isForEver } = one
  return change({
    name: `learner ${verb}`,
    command: 'learner',
    chosenBy: [verb],
    summary,
    examples: [`learner jo@example.org --${verb} --reason "${why}" --stage prod`],
    does: 'changes',
    ...(isForEver && { isForEver }),
    inputs: { who, [verb]: flag(`--${verb}`, summary) },
    console: { forms: [form] },
    async ask({ open }, input) {
      const { id } = (await findPerson(await open(), String(input['who']))).learner
      return { question: question(id), effects, button }
    },
    async run({ open, why: reason }, input) {
      const deps = await open()
      const value = await does(deps, await findPerson(deps, String(input['who'])), reason)
      return { value, lines: () => [value.words] }
    },
  })
}

/** Ends all email to somebody until it is lifted. */
export const learnerSuppress = ofLearner('suppress', {
  summary: 'no email to them until it is lifted',
  why: 'asked by telephone',
  form: learnerForm('suppress', 'End all email to them'),
  question: id => `End all email to learner ${id}?`,
  effects: ['No email goes to them, until this is lifted again.', 'Their place in each journey stays.'],
  button: 'End all email',
  does: suppressPerson,
})

/** Lets emails go to somebody again. */
export const learnerUnsuppress = ofLearner('unsuppress', {
  summary: 'let emails go again, after a suppression, a bounce, a complaint or refusals',
  why: 'the mailbox was full',
  form: learnerForm('unsuppress', 'Let emails go again'),
  question: id => `Let emails go to learner ${id} again?`,
  effects: [
    'Lifts a suppression, a bounce or a complaint, tries anew what SES refused, and takes the address off the suppression list of SES.',
    'What is late is spread over their own times.',
  ],
  button: 'Let emails go',
  does: liftSuppression,
})

/** Erases somebody for ever. */
export const learnerErase = ofLearner('erase', {
  summary: 'erase them for ever',
  why: 'asked by email on 3 May',
  form: learnerForm('erase', 'Erase them for ever', '/learner'),
  question: id => `Erase learner ${id} for ever?`,
  effects: [
    'All that is held about them goes from the table now, and from its backups within 35 days.',
    'No replay and no restore brings them back. They may sign up anew, as somebody new.',
    'This cannot be undone.',
  ],
  button: 'Erase for ever',
  does: erasePerson,
  isForEver: true,
})
