import { button } from '../../../../shared/pages/components/action-form.ts'
import { html } from '../../../../shared/web/html.ts'
import { checkModule, currentJourney } from '../../current-journey.ts'
import { lookUpWhoHas } from '../../holds/look-up-who-has.ts'
import { scanCost, scanCostInWords } from '../../scan-cost.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { consoleSession, endedWork } from '../console-session.ts'
import { consolePage } from '../views/frame.ts'
import { follow } from './work.ts'

/** Who has received a module and who has not. It scans the whole table, so it is a button and not a link. */
export const whoHasRoutes: ConsoleRoutes = {
  get: {
    '/who-has/{journey}/{module}': async ({ params: { journey: id = '', module = '' } }, context) => {
      const { deps, at } = context
      checkModule(await currentJourney(deps, id), module)
      const main = html`<p class="govuk-body">${scanCostInWords(await scanCost(deps.table))} Emails since the last publication count. The command line lists people by their random ids, since any moment: <code>who-has --json</code>.</p>
<form method="post" action="${at(`/who-has/${id}/${module}`)}">${button({ text: 'Look through the table' })}</form>
<p class="govuk-body"><a class="govuk-link" href="${at('/holds')}">Back to what is held back</a></p>`
      return consolePage(context, { title: `Who has ${module} of ${id}?`, section: 'Held back', main })
    },
  },
  post: {
    '/who-has/{journey}/{module}': async ({ params: { journey: id = '', module = '' } }, context) => {
      const journey = await currentJourney(context.deps, id)
      checkModule(journey, module)
      return follow(context, {
        title: `Who has ${module} of ${id}?`,
        section: 'Held back',
        back: { path: '/holds', words: 'Back to what is held back' },
        run: async listener => {
          const outcome = await lookUpWhoHas(consoleSession(context, listener), journey, module)
          return endedWork(context, { ...outcome, title: `Who has ${module} of ${id}` })
        },
      })
    },
  },
}
