import type { JourneyId } from '../../../../shared/domain/ids.ts'
import { paragraphs } from '../../../../shared/pages/components/section.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { byRound, newestAndEarlier, type RoundListed, shownAtOnce } from '../../circles/by-round.ts'
import { stateInWords, statesInWords, unreadableInWords } from '../../circles/circles-in-words.ts'
import { type GroupListed, isReported, type JourneyListed, listCircles } from '../../circles/list-circles.ts'
import { formatNumber } from '../../command/format.ts'
import { dayWords } from '../../learner/day-words.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { groupCard, groupFold } from '../views/groups.ts'
import { summaryList } from '../views/table.ts'

const section = 'Circles'

/** Circles: the journeys with circles, the reports, and the active groups by round. */
export const circleRoutes: ConsoleRoutes = {
  get: {
    '/circles': async (_request, context) => {
      const [listed, titleOf] = await Promise.all([listCircles(context.deps), titlesIn(context)])
      const { journeys, groups, unreadable } = listed
      const cards = journeys.map(one => journeyCard(context, one, titleOf(one.journey)))
      const none = html`<p class="govuk-body">No journey is published yet.</p>`
      const { newest, earlier } = newestAndEarlier(byRound(groups.filter(group => !isReported(group))))
      const all = html`${cards}${reported(context, groups)}${paragraphs(unreadable.map(unreadableInWords))}
${newest.map(round => newestRound(context, round, titleOf))}${earlierRounds(context, earlier, titleOf)}`
      return consolePage(context, { title: section, section, main: cards.length > 0 ? all : none })
    },

    '/circles/round/{round}': async ({ params: { round: name = '' }, query }, context) => {
      const [{ groups }, titleOf] = await Promise.all([listCircles(context.deps), titlesIn(context)])
      const round = byRound(groups).find(one => one.name === name)
      if (!round)
        return consolePage(context, { title: section, section, main: html`${nothing}${back(context)}` })
      const from = Math.max(0, Math.floor(Number(query.get('from'))) || 0)
      const main = html`<p class="govuk-body">${statesInWords(round.groups)}</p>
<div class="app-card">${round.groups.slice(from, from + aPage).map(group => groupFold(context, group))}</div>
${nextPage(context, round, from + aPage)}${back(context)}`
      return consolePage(context, { title: roundInWords(round, titleOf), section, main })
    },
  },
  post: {},
}

/** The number of groups on one page. */
const aPage = 100

const nothing = html`<p class="govuk-body">Nothing of this round is under way.</p>`
const back = ({ at }: ConsoleContext): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${at('/circles')}">Back to circles</a></p>`
const pathOf = ({ name }: RoundListed): string => `/circles/round/${encodeURIComponent(name)}`

type TitleOf = (journey: JourneyId) => string

async function titlesIn({ deps }: ConsoleContext): Promise<TitleOf> {
  const titles = new Map((await deps.library.list()).map(({ journey: { id, title } }) => [id, title]))
  return journey => titles.get(journey) ?? journey
}

const roundInWords = ({ journey, sunday }: RoundListed, titleOf: TitleOf): string =>
  `${titleOf(journey)}: the round that closed on ${dayWords(sunday)}`

function reported(context: ConsoleContext, groups: readonly GroupListed[]): Html | false {
  const waiting = groups.filter(isReported)
  return (
    waiting.length > 0 &&
    html`<h2 class="govuk-heading-m">Reported, and waiting for you</h2>
${waiting.map(group => groupCard(context, group))}`
  )
}

function newestRound(context: ConsoleContext, round: RoundListed, titleOf: TitleOf): Html {
  const { groups } = round
  const all = html`<p class="govuk-body"><a class="govuk-link" href="${context.at(pathOf(round))}">All ${formatNumber(groups.length)} of this round</a></p>`
  return html`<section class="app-card"><h2 class="govuk-heading-m">${roundInWords(round, titleOf)}</h2>
<p class="govuk-body">${statesInWords(groups)}</p>
${groups.slice(0, shownAtOnce).map(group => groupFold(context, group))}
${groups.length > shownAtOnce && all}</section>\n`
}

function earlierRounds(
  { at }: ConsoleContext,
  rounds: readonly RoundListed[],
  titleOf: TitleOf,
): Html | false {
  const one = (round: RoundListed) =>
    html`<li><a class="govuk-link" href="${at(pathOf(round))}">${roundInWords(round, titleOf)}</a>, ${statesInWords(round.groups)}</li>`
  return (
    rounds.length > 0 &&
    html`<section class="app-card"><h2 class="govuk-heading-m">Earlier rounds</h2>
<ul class="govuk-list">${rounds.map(one)}</ul></section>\n`
  )
}

function nextPage({ at }: ConsoleContext, round: RoundListed, from: number): Html | false {
  const left = round.groups.length - from
  return (
    left > 0 &&
    html`<p class="govuk-body"><a class="govuk-link" href="${at(`${pathOf(round)}?from=${from}`)}">The next ${formatNumber(Math.min(left, aPage))} of ${formatNumber(round.groups.length)}</a></p>`
  )
}

function journeyCard({ at }: ConsoleContext, journey: JourneyListed, title: string): Html {
  const turn = journey.isOn ? 'off' : 'on'
  const form = journey.isRestored ? 'on-restored' : turn
  const path = at(`/circles/${encodeURIComponent(journey.journey)}/${form}`)
  return html`<section class="app-card"><h2 class="govuk-heading-m">${title}</h2>
${summaryList([['Circles', stateInWords(journey)]])}
<div class="app-ways"><a class="app-go" href="${path}">Turn circles ${turn}<span class="govuk-visually-hidden"> in ${title}</span></a></div></section>\n`
}
