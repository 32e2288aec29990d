import { fold } from '../../../../shared/pages/components/fold.ts'
import { enCards } from '../../../../shared/texts/en-cards.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { groupState, peopleInWords } from '../../circles/circles-in-words.ts'
import { type GroupListed, isReported } from '../../circles/list-circles.ts'
import type { ConsoleContext } from '../console-context.ts'
import { summaryList } from './table.ts'

/** The people of a proposal or a circle, with links, and the actions on the group. */
function inGroup({ at, time }: ConsoleContext, group: GroupListed): Html {
  const { id, state, people } = group
  const go = (what: string, words: string) =>
    html`<a class="app-go" href="${at(`/circles/${what}/${encodeURIComponent(id)}`)}">${words}<span class="govuk-visually-hidden"> ${id}</span></a>`
  const person = ({ learner, sector, isGone }: GroupListed['people'][number]) =>
    html`<li><a class="govuk-link" href="${at(`/learner/${learner}`)}">${learner}</a> ${enCards.places[sector]}${isGone && ', gone'}
<a class="govuk-link" href="${at(`/circles/remove/${learner}`)}">Take out of circles<span class="govuk-visually-hidden"> ${learner}</span></a></li>`
  const ways = html`<div class="app-ways">${isReported(group) && go('settle', 'The report is looked after')}${go('end', 'End it')}</div>`
  const isCircle = state === 'introduced' || isReported(group)
  return html`${summaryList([
    ['State', groupState(group, time)],
    ['People', peopleInWords(group)],
  ])}
<ul class="govuk-list">${people.map(person)}</ul>
${isCircle && ways}`
}

/** A group that needs an operator, unfolded. */
export const groupCard = (context: ConsoleContext, group: GroupListed): Html =>
  html`<section class="app-card"><h3 class="govuk-heading-m">${group.id}</h3>
${inGroup(context, group)}</section>\n`

/** A group in a list: one line that unfolds. */
export const groupFold = (context: ConsoleContext, group: GroupListed): Html =>
  fold({
    summary: `${group.id}: ${groupState(group, context.time)}, ${peopleInWords(group)}`,
    content: inGroup(context, group),
    isOpen: isReported(group),
  })
