import type { CalendarDay } from '../domain/preferences.ts'
import { type Html, html } from '../web/html.ts'
import { paragraphs } from './components/section.ts'
import { dayInWords } from './day.ts'
import { messageLink } from './messages.ts'
import type { Site } from './site.ts'

/** The offer of circles to a learner who can join a round. */
export interface CircleOffer {
  /** The page to join or withdraw. */
  url: string
  /** `quiet`: they left two proposals unanswered, so circles are mentioned but not offered. */
  state: { is: 'offered' } | { is: 'quiet' } | { is: 'joined'; round: CalendarDay }
}

/**
 * The offer to meet others in circles.
 * @param isInJourney whether it stands in a journey's section, below that one's heading
 */
export function circlesOffer({ texts }: Site, { url, state }: CircleOffer, isInJourney = false): Html {
  const { offer, quiet, joinedOffer, joinedLink } = texts.pages.rounds
  if (state.is === 'quiet') return messageLink(url, quiet)
  if (state.is === 'offered')
    return html`<section class="app-prose">${
      isInJourney
        ? html`<h3 class="govuk-heading-s">${offer.heading}</h3>`
        : html`<h2 class="govuk-heading-m">${offer.heading}</h2>`
    }
${paragraphs([offer.text])}${messageLink(url, offer.link)}</section>`
  const sunday = dayInWords(texts.language, { day: state.round, isAnotherYear: false })
  return html`<div class="app-prose">${paragraphs([joinedOffer(sunday)])}${messageLink(url, joinedLink)}</div>`
}
