import { paragraphs } from '../../../../shared/pages/components/section.ts'
import { enCards } from '../../../../shared/texts/en-cards.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { groupState, peopleInWords, stateInWords, unreadableInWords } from '../../circles/circles-in-words.ts'
import { type GroupListed, type JourneyListed, listCircles } from '../../circles/list-circles.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { summaryList } from '../views/table.ts'

const section = 'Circles'

/** Circles: in which journeys people can meet. */
export const circleRoutes: ConsoleRoutes = {
  get: {
    '/circles': async (_request, context) => {
      const [{ journeys, groups, unreadable }, heads] = await Promise.all([
        listCircles(context.deps),
        context.deps.library.list(),
      ])
      const titles = new Map(heads.map(({ journey: { id, title } }) => [id, title]))
      const cards = journeys.map(one => journeyCard(context, one, titles.get(one.journey) ?? one.journey))
      const none = html`<p class="govuk-body">No journey is published yet.</p>`
      const all = groups.map(group => groupCard(context, group))
      const main =
        cards.length > 0 ? html`${cards}${paragraphs(unreadable.map(unreadableInWords))}${all}` : none
      return consolePage(context, { title: section, section, main })
    },
  },
  post: {},
}

function journeyCard({ at }: ConsoleContext, journey: JourneyListed, title: string): Html {
  const turn = journey.isOn ? 'off' : 'on'
  const form = journey.isRestored ? 'on-restored' : turn
  const path = at(`/circles/${encodeURIComponent(journey.journey)}/${form}`)
  return html`<section class="app-card"><h2 class="govuk-heading-m">${title}</h2>
${summaryList([['Circles', stateInWords(journey)]])}
<div class="app-ways"><a class="app-go" href="${path}">Turn circles ${turn}<span class="govuk-visually-hidden"> in ${title}</span></a></div></section>\n`
}

/** A proposal or a circle: who is in it, by links to people; and what can be done about it. */
function groupCard({ at, time }: ConsoleContext, group: GroupListed): Html {
  const { id, state, people } = group
  const go = (what: string, words: string) =>
    html`<a class="app-go" href="${at(`/circles/${what}/${encodeURIComponent(id)}`)}">${words}<span class="govuk-visually-hidden"> ${id}</span></a>`
  const person = ({ learner, sector, isGone }: GroupListed['people'][number]) =>
    html`<li><a class="govuk-link" href="${at(`/learner/${learner}`)}">${learner}</a> ${enCards.places[sector]}${isGone && ', gone'}
<a class="govuk-link" href="${at(`/circles/remove/${learner}`)}">Take out of circles<span class="govuk-visually-hidden"> ${learner}</span></a></li>`
  const ways = html`<div class="app-ways">${state === 'reported' && go('settle', 'The report is looked after')}${go('end', 'End it')}</div>`
  const isCircle = state === 'introduced' || state === 'reported'
  return html`<section class="app-card"><h2 class="govuk-heading-m">${id}</h2>
${summaryList([
  ['State', groupState(group, time)],
  ['People', peopleInWords(group)],
])}
<ul class="govuk-list">${people.map(person)}</ul>
${isCircle && ways}</section>\n`
}
