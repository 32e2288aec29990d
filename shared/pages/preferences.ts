import type { FieldProblem } from '../contracts/form-problems.ts'
import type { Saved } from '../texts/page-texts.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { notice } from './components/notice.ts'
import { section } from './components/section.ts'
import { layout } from './layout.ts'
import { type JourneyLine, journeys } from './preferences-journeys.ts'
import { closedSection, privateSection } from './preferences-private.ts'
import { type Times, timesForm } from './preferences-times.ts'
import type { Site } from './site.ts'

/** The preferences page as it stands for somebody, and what came of the button that they pressed. */
export interface PreferencesView {
  token: string
  journeys: readonly JourneyLine[]
  times: Times
  /** What was just done. */
  saved?: Saved
  /** Nothing can be emailed to them. */
  isUnreachable?: boolean
  problems?: readonly FieldProblem[]
  /** The token is the one of 30 minutes: shows change of address, download and erase. */
  isPrivate: boolean
}

/** Times, pace, breaks, pausing, leaving; and, with a private link, what needs more care. */
export function preferencesPage(site: Site, view: PreferencesView): string {
  const { preferences, problems: sentences, frame } = site.texts.pages
  const errors = errorsByField(view.problems ?? [], sentences)
  const { token, isPrivate } = view
  return layout(site, {
    title: preferences.title,
    failed: (view.problems ?? []).length > 0,
    main: html`${errorSummary(frame.errorSummary, errors)}
${news(site, view)}
<h1 class="govuk-heading-xl">${preferences.title}</h1>
<p class="govuk-body-l">${preferences.lead}</p>
${journeys(site, token, view.journeys)}
${timesForm(site, token, view.times, errors)}
${isPrivate ? privateSection(site, { token, errors }) : closedSection(site, token)}
${leave(site, token)}`,
  })
}

/** What came of the button, and what they have to know. That a journey goes on is a promise of emails. */
function news({ texts }: Site, { saved, isUnreachable = false }: PreferencesView): Html {
  const { preferences, frame, unreachable } = texts.pages
  const isTrue = saved && !(isUnreachable && saved === 'resumed')
  return html`${isTrue && notice({ label: frame.saved, title: preferences.saved[saved], kind: 'success' })}
${isUnreachable && notice({ label: frame.notice, ...unreachable })}`
}

const leave = ({ texts }: Site, token: string): Html => {
  const { leave } = texts.pages.preferences
  return html`<section class="app-card">${section(leave)}
${actionForm({ to: '/preferences', hidden: { t: token, action: 'leave' }, button: { text: leave.button, kind: 'warning' } })}
</section>`
}
