import { london } from '../domain/london.ts'
import { sectors } from '../domain/sectors.ts'
import { peopleIn, type Together } from '../domain/together.ts'
import { togetherTextsFor } from '../texts/together-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { narrowTable } from './components/narrow-table.ts'
import { paragraphs } from './components/section.ts'
import { bar, tenthsTable } from './components/tenths-table.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'
import { quotedVoice, type VoiceView } from './voices.ts'

/** The public figures of a journey. */
export interface TogetherOfJourney {
  id: string
  title: string
  /** The language of its texts (BCP 47). */
  language: string
  together: Together
  /** Voices whose writers agreed to this page. */
  voices: readonly VoiceView[]
  /** The question that people guess worst, with the shown sectors' answers in tenths. */
  surprise?: { question: string; options: readonly string[]; tenths: readonly number[]; meanOff: number }
}

const number = ({ texts }: Site, count: number): string => count.toLocaleString(texts.language)

function peopleTable(site: Site, { people }: Together): Html {
  const { mirror } = site.texts.pages
  const together = togetherTextsFor(site.texts.language)
  const named = sectors
    .map(sector => ({ who: mirror.people[sector], count: people[sector] ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
  const rows = [...named, { who: together.unnamed, count: people['none'] ?? 0 }].filter(
    ({ count }) => count > 0,
  )
  return narrowTable({
    caption: together.table,
    columns: [together.who, together.count],
    rows: rows.map(({ who, count }) => ({ name: who, cells: [together.about(number(site, count))] })),
  })
}

function surprise(site: Site, { id, surprise }: TogetherOfJourney): Html | false {
  if (!surprise) return false
  const { mirror } = site.texts.pages
  const together = togetherTextsFor(site.texts.language)
  const { question, options, tenths, meanOff } = surprise
  return html`<h3 class="govuk-heading-s" id="surprise-${id}">${together.surprise.heading}</h3>
<p class="govuk-body-l">${question}</p>
<p class="govuk-body">${together.surprise.off(number(site, meanOff))}</p>
${tenthsTable(mirror, options, [{ name: mirror.answers.all, tenths }])}`
}

function gaps(site: Site, { together: { gaps: known } }: TogetherOfJourney): Html | false {
  if (known.length === 0) return false
  const { gaps } = togetherTextsFor(site.texts.language)
  const day = new Intl.DateTimeFormat(site.texts.language, { dateStyle: 'long', timeZone: london })
  return html`<h3 class="govuk-heading-s">${gaps.heading}</h3>
<p class="govuk-body">${gaps.lead}</p>
${narrowTable({
  caption: gaps.table,
  columns: [gaps.day, gaps.off],
  rows: known.map(({ at, meanOff }) => ({
    name: day.format(at),
    cells: [html`${bar(meanOff)}${gaps.outOfTen(number(site, meanOff))}`],
  })),
})}`
}

function circles(site: Site, { together: { circles: shown } }: TogetherOfJourney): Html | false {
  if (!shown) return false
  const { circles } = togetherTextsFor(site.texts.language)
  const { introduced, met, across, byChance, worthIt } = shown
  const [first, ...others] = [
    met !== undefined && circles.met(number(site, met)),
    circles.introduced(number(site, introduced)),
    circles.across(number(site, across), number(site, byChance)),
    worthIt !== undefined && circles.worthIt(number(site, worthIt)),
  ].filter(words => words !== false)
  return html`<h3 class="govuk-heading-s">${circles.heading}</h3>
<p class="govuk-body-l">${first}</p>
<p class="govuk-body">${others.join(' ')}</p>`
}

const voices = (site: Site, { voices: all }: TogetherOfJourney): Html | false =>
  all.length > 0 &&
  html`<h3 class="govuk-heading-s">${togetherTextsFor(site.texts.language).voices}</h3>
${all.map(voice => quotedVoice(site, voice))}`

function ofJourney(site: Site, journey: TogetherOfJourney): Html {
  const texts = togetherTextsFor(site.texts.language)
  const { id, title, language, together } = journey
  const { modulesDone, invited } = together
  const sums = [
    texts.people(number(site, peopleIn(together))),
    modulesDone !== undefined && texts.modulesDone(number(site, modulesDone)),
    invited !== undefined && texts.invited(number(site, invited)),
  ].filter(words => words !== false)
  return html`<section class="app-card app-prose" aria-labelledby="${id}">
<h2 class="govuk-heading-m" id="${id}" lang="${language}">${title}</h2>
<p class="govuk-body">${sums.join(' ')}</p>
${peopleTable(site, together)}
${surprise(site, journey)}
${gaps(site, journey)}
${circles(site, journey)}
${voices(site, journey)}
</section>
`
}

/** Who learns here, in numbers that identify nobody, and how well people know each other. */
export function togetherPage(site: Site, journeys: readonly TogetherOfJourney[]): string {
  const { title, lead, how, none } = togetherTextsFor(site.texts.language)
  return layout(site, {
    title,
    description: lead,
    main: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body-l">${lead}</p>
${
  journeys.length > 0
    ? html`${journeys.map(one => ofJourney(site, one))}<p class="govuk-body-s app-quiet">${how}</p>`
    : html`<section class="app-card app-prose"><h2 class="govuk-heading-m">${none.title}</h2>${paragraphs(none.paragraphs)}</section>`
}`,
  })
}
