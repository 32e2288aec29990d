import { checkModule, currentJourney } from '../current-journey.ts'
import { lookUpWhoHas } from '../holds/look-up-who-has.ts'
import { argument, option, text } from './input.ts'
import { reading } from './operation.ts'
import { moment } from './values.ts'

/** Which module is meant. */
export const journeyAndModule = {
  journey: argument('<journey>', '', text),
  module: argument('<module>', '', text),
}

/** Shows who has a module, and who has not. */
export const whoHas = reading({
  name: 'who-has',
  summary: 'who was emailed a module lately, and who was not',
  help: 'Reads the whole table, and says what that costs. --json lists people by their random ids.',
  examples: ['who-has shiftworks trust --stage prod --json > who-has-it.json'],
  does: 'reads',
  inputs: {
    ...journeyAndModule,
    since: option(
      '--since <moment>',
      'emails before this do not count; the last publication if absent',
      moment,
    ),
  },
  console: { pages: async () => (await import('../console/pages/who-has.ts')).whoHasRoutes },
  async run(session, { journey: id, module, since }) {
    const journey = await currentJourney(await session.open(), id)
    checkModule(journey, module)
    return lookUpWhoHas(session, journey, module, since)
  },
})
