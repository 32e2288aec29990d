import { type Html, html } from '../../../../shared/web/html.ts'
import { type JourneyListed, listCircles, stateInWords } from '../../circles/list-circles.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { events } from '../views/table.ts'

const section = 'Circles'

/** Circles: in which journeys people can meet. */
export const circleRoutes: ConsoleRoutes = {
  get: {
    '/circles': async (_request, context) => {
      const [{ journeys }, heads] = await Promise.all([
        listCircles(context.deps),
        context.deps.library.list(),
      ])
      const titles = new Map(heads.map(({ journey: { id, title } }) => [id, title]))
      const cards = journeys.map(one => journeyCard(context, one, titles.get(one.journey) ?? one.journey))
      const none = html`<p class="govuk-body">No journey is published yet.</p>`
      return consolePage(context, { title: section, section, main: cards.length > 0 ? html`${cards}` : none })
    },
  },
  post: {},
}

function journeyCard({ at }: ConsoleContext, journey: JourneyListed, title: string): Html {
  const turn = journey.isOn ? 'off' : 'on'
  const path = at(`/circles/${encodeURIComponent(journey.journey)}/${turn}`)
  return html`<section class="app-card"><h2 class="govuk-heading-m">${title}</h2>
${events([['Circles', stateInWords(journey)]])}
<div class="app-ways"><a class="app-go" href="${path}">Turn circles ${turn}<span class="govuk-visually-hidden"> in ${title}</span></a></div></section>\n`
}
