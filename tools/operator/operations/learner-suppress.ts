import { suppressPerson } from '../learner/change.ts'
import { findPerson } from '../learner/find-person.ts'
import { flag } from './input.ts'
import { who } from './learner.ts'
import { change } from './operation.ts'

const summary = 'no email to them until it is lifted'

/** Ends all email to somebody until it is lifted. */
export const learnerSuppress = change({
  name: 'learner suppress',
  command: 'learner',
  chosenBy: ['suppress'],
  summary,
  examples: ['learner jo@example.org --suppress --reason "asked by telephone" --stage prod'],
  does: 'changes',
  inputs: { who, suppress: flag('--suppress', summary) },
  console: {
    forms: [
      {
        at: '/learner/{who}/suppress',
        link: 'End all email to them',
        section: 'Learner',
        back: { path: '/learner/{who}', words: 'Back to the learner' },
      },
    ],
  },
  async ask({ open }, input) {
    const { id } = (await findPerson(await open(), input.who)).learner
    return {
      question: `End all email to learner ${id}?`,
      effects: ['No email goes to them, until this is lifted again.', 'Their place in each journey stays.'],
      button: 'End all email',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const value = await suppressPerson(deps, await findPerson(deps, input.who), why)
    return { value, lines: () => [value.words] }
  },
})
