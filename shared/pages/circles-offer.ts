import type { CalendarDay } from '../domain/preferences.ts'
import { type Html, html } from '../web/html.ts'
import { paragraphs } from './components/section.ts'
import { dayInWords } from './day.ts'
import { wayOn } from './messages.ts'
import type { Site } from './site.ts'

/** What is said of circles to somebody who can join a round. */
export interface CircleOffer {
  /** Where they join it, or take it back. */
  url: string
  /** `quiet`: they did not answer twice, so it is not offered, and still to be found. */
  state: { is: 'offered' } | { is: 'quiet' } | { is: 'joined'; round: CalendarDay }
}

/** To meet others. */
export function circlesOffer({ texts }: Site, { url, state }: CircleOffer): Html {
  const { offer, quiet, joinedOffer, joinedLink } = texts.pages.rounds
  if (state.is === 'quiet') return wayOn(url, quiet)
  if (state.is === 'offered')
    return html`<section class="app-prose"><h2 class="govuk-heading-m">${offer.heading}</h2>
${paragraphs([offer.text])}${wayOn(url, offer.link)}</section>`
  const sunday = dayInWords(texts.language, { day: state.round, isAnotherYear: false })
  return html`<div class="app-prose">${paragraphs([joinedOffer(sunday)])}${wayOn(url, joinedLink)}</div>`
}
