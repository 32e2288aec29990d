import type { JourneyId } from '../domain/ids.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { dayInWords, type NextEmail } from './day.ts'
import type { Site } from './site.ts'

/** One journey of the learner. */
export interface JourneyLine {
  id: JourneyId
  title: string
  state: 'starting' | 'running' | 'paused' | 'completed'
  done: number
  of: number
  next?: NextEmail
}

/** Every journey with where the learner stands in it, and the button that pauses it or lets it go on. */
export function journeys(site: Site, token: string, lines: readonly JourneyLine[]): Html | false {
  const { preferences } = site.texts.pages
  const firstPaused = lines.find(line => line.state === 'paused')
  return (
    lines.length > 0 &&
    html`<section class="app-card"><h2 class="govuk-heading-m">${preferences.journeys}</h2>
<dl class="govuk-summary-list">${lines.map(line => row(site, token, line, line === firstPaused))}</dl></section>`
  )
}

function row(site: Site, token: string, line: JourneyLine, isFirstPaused: boolean): Html {
  const { preferences } = site.texts.pages
  return html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${line.title}</dt>
<dd class="govuk-summary-list__value"><p class="govuk-body">${preferences.states[line.state]}<br>
${preferences.progress(line.done, line.of)}${nextEmail(site, line)}</p>
${switchButton(site, token, line, isFirstPaused)}</dd>
</div>`
}

const nextEmail = ({ texts }: Site, { state, next }: JourneyLine): Html | false =>
  state === 'running' &&
  next !== undefined &&
  html`<br>${texts.pages.preferences.next(dayInWords(texts.language, next), next.part)}`

/** The email that tells of a pause leads to `#resume`. */
function switchButton(
  { texts }: Site,
  token: string,
  { id, title, state }: JourneyLine,
  isFirstPaused: boolean,
): Html | false {
  const { preferences } = texts.pages
  if (state === 'completed' || state === 'starting') return false
  const action = state === 'paused' ? 'resume' : 'pause'
  return actionForm({
    ...(isFirstPaused && { id: 'resume' }),
    to: '/preferences',
    hidden: { t: token, action, journey: id },
    button: {
      text: preferences[action],
      about: preferences.ofJourney(title),
      ...(action === 'pause' && { kind: 'secondary' }),
    },
  })
}
