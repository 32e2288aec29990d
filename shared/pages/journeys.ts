import type { JourneyId } from '../domain/ids.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { type Html, html, trusted } from '../web/html.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { journeyUrl, type Site } from './site.ts'

/** A journey that people can sign up for. */
export interface OfferedJourney {
  id: string
  title: string
  /** The language of its texts (BCP 47). */
  language: string
  /** The number of modules for everybody. */
  modules: number
  /** The authors' description, compiled by us. */
  about?: string
}

/** The page of all journeys. */
export interface JourneysView {
  journeys: readonly OfferedJourney[]
  /** The token of a link that was mailed to the visitor. */
  token?: string | undefined
}

/** The catalogue: every journey with its description and a link to its form. */
export function journeysPage(site: Site, { journeys, token }: JourneysView): string {
  const { title, lead, choose } = joiningTextsFor(site.texts.language).journeys
  const { journeyLength } = site.texts.pages.signUp
  const card = ({ id, title: name, language, modules, about }: OfferedJourney): Html =>
    html`<section class="app-card app-prose" aria-labelledby="${id}">
<h2 class="govuk-heading-m" id="${id}" lang="${language}">${name}</h2>
<p class="govuk-body app-quiet">${journeyLength(name, modules)}</p>
${about && html`<div class="app-module" lang="${language}">${trusted(about)}</div>`}
<p class="govuk-body"><a class="govuk-link" href="${journeyUrl(id, token)}">${choose(name)}</a></p>
</section>
`
  return layout(site, {
    title,
    description: lead,
    main: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${lead}</p>
${journeys.map(card)}`,
  })
}

/** For an address of a journey that does not exist. */
export function unknownJourneyPage(site: Site, { journeys, token }: JourneysView): string {
  const { unknown, these } = joiningTextsFor(site.texts.language).journeys
  return layout(site, {
    title: unknown.title,
    main: html`<div class="app-card app-card--message"><h1 class="govuk-heading-l">${unknown.title}</h1>
${paragraphs(unknown.paragraphs)}
<h2 class="govuk-heading-s">${these}</h2>
${journeyList(journeys, id => journeyUrl(id, token))}</div>`,
  })
}

/** Links to the forms of journeys. */
export const journeyList = (
  journeys: readonly Pick<OfferedJourney, 'id' | 'title' | 'language'>[],
  urlOf: (id: JourneyId) => string,
): Html =>
  html`<ul class="govuk-list govuk-list--spaced">${journeys.map(
    ({ id, title, language }) =>
      html`<li><a class="govuk-link" href="${urlOf(id)}" lang="${language}">${title}</a></li>`,
  )}</ul>`
