import { erasePerson } from '../learner/change.ts'
import { findPerson } from '../learner/find-person.ts'
import { flag } from './input.ts'
import { who } from './learner.ts'
import { change } from './operation.ts'

const summary = 'erase them for ever'

/** Erases somebody for ever. */
export const learnerErase = change({
  name: 'learner erase',
  command: 'learner',
  chosenBy: ['erase'],
  summary,
  examples: ['learner jo@example.org --erase --reason "asked by email on 3 May" --stage prod'],
  does: 'changes',
  isForEver: true,
  inputs: { who, erase: flag('--erase', summary) },
  console: {
    forms: [
      {
        at: '/learner/{who}/erase',
        link: 'Erase them for ever',
        section: 'Learner',
        back: { path: '/learner', words: 'Find another learner' },
      },
    ],
  },
  async ask({ open }, input) {
    const { id } = (await findPerson(await open(), input.who)).learner
    return {
      question: `Erase learner ${id} for ever?`,
      effects: [
        'All that is held about them goes from the table now, and from its backups within 35 days.',
        'No replay and no restore brings them back. They may sign up anew, as somebody new.',
        'This cannot be undone.',
      ],
      button: 'Erase for ever',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const value = await erasePerson(deps, await findPerson(deps, input.who), why)
    return { value, lines: () => [value.words] }
  },
})
