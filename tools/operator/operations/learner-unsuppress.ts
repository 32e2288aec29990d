import { liftSuppression } from '../learner/change.ts'
import { findPerson } from '../learner/find-person.ts'
import { flag } from './input.ts'
import { who } from './learner.ts'
import { change } from './operation.ts'

const summary = 'let emails go again, after a suppression, a bounce, a complaint or refusals'

/** Lets emails go to somebody again. */
export const learnerUnsuppress = change({
  name: 'learner unsuppress',
  command: 'learner',
  chosenBy: ['unsuppress'],
  summary,
  examples: ['learner jo@example.org --unsuppress --reason "the mailbox was full" --stage prod'],
  does: 'changes',
  inputs: { who, unsuppress: flag('--unsuppress', summary) },
  console: {
    forms: [
      {
        at: '/learner/{who}/unsuppress',
        link: 'Let emails go again',
        section: 'Learner',
        back: { path: '/learner/{who}', words: 'Back to the learner' },
      },
    ],
  },
  async ask({ open }, input) {
    const { id } = (await findPerson(await open(), input.who)).learner
    return {
      question: `Let emails go to learner ${id} again?`,
      effects: [
        'Lifts a suppression, a bounce or a complaint, tries anew what SES refused, and takes the address off the suppression list of SES.',
        'What is late is spread over their own times.',
      ],
      button: 'Let emails go',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const value = await liftSuppression(deps, await findPerson(deps, input.who), why)
    return { value, lines: () => [value.words] }
  },
})
