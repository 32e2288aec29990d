import { timesShown } from '../contracts/details-form.ts'
import type { Form } from '../contracts/form.ts'
import type { FieldProblem } from '../contracts/form-problems.ts'
import type { DetailsSaved } from '../texts/account-texts.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { notice } from './components/notice.ts'
import { paragraphs } from './components/section.ts'
import { detailFields, timeFields } from './detail-fields.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

/** The page for details. */
export interface DetailsView {
  /** After confirming, or behind the private link, where times are on another page. */
  at: '/welcome' | '/details'
  token: string
  /** The link token of their “my journey”. */
  ownToken: string
  /** The stored values, or those that were sent. */
  values: Form
  problems?: readonly FieldProblem[]
  /** The result of the last press. */
  saved?: DetailsSaved | undefined
  /** No email can reach them. */
  isUnreachable?: boolean
}

/** Asks for what the sign-up left out, and later to correct it. One button saves everything. */
export function detailsPage(site: Site, view: DetailsView): string {
  const { problems: sentences, frame, unreachable } = site.texts.pages
  const { details, confirmed } = accountTextsFor(site.texts.language)
  const errors = errorsByField(view.problems ?? [], sentences)
  const { at, saved, isUnreachable } = view
  const welcome = isUnreachable ? { ...unreachable, paragraphs: [unreachable.text] } : confirmed.done
  const { title, paragraphs: text } = at === '/welcome' ? welcome : details
  return layout(site, {
    title,
    failed: Object.keys(errors).length > 0,
    main: html`<div class="app-prose">${errorSummary(frame.errorSummary, errors)}
${saved && savedNotice(site, saved)}
<h1 class="govuk-heading-l">${title}</h1>
${paragraphs(text)}
${at === '/welcome' && html`<h2 class="govuk-heading-m">${details.more.heading}</h2>${paragraphs(details.more.paragraphs)}`}
<section class="app-card">${form(site, view, errors)}</section>
${toMyJourney(site, view.ownToken)}</div>`,
  })
}

/** Uses no green notice if nothing has changed. */
function savedNotice({ texts }: Site, saved: DetailsSaved): Html {
  const { frame } = texts.pages
  const { details } = accountTextsFor(texts.language)
  const title = details.saved[saved]
  return saved === 'details-same'
    ? notice({ label: frame.notice, title, kind: 'answer' })
    : notice({ label: frame.saved, title, kind: 'success' })
}

/** One form, so that its button saves everything that was typed. */
function form(site: Site, { at, token, values }: DetailsView, errors: Errors): Html {
  const { details } = accountTextsFor(site.texts.language)
  const { sector, firstName, role } = detailFields(site, { values, errors })
  const asksTimes = at === '/welcome'
  return actionForm({
    to: at,
    hidden: { t: token, ...(asksTimes && { [timesShown]: 'shown' }) },
    content: html`${sector}${firstName}${role}${asksTimes && times(site, values, errors)}`,
    button: { text: details.save },
  })
}

function times(site: Site, values: Form, errors: Errors): Html {
  const { details } = accountTextsFor(site.texts.language)
  const fields = timeFields(site, { values, errors })
  const isOpen = Object.keys(fields).some(name => values[name]?.length || errors[name])
  return html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">${details.times}</span></summary>
<div class="govuk-details__text"><p class="govuk-body">${details.timesHint}</p>
${Object.values(fields)}</div></details>`
}

type Errors = ReturnType<typeof errorsByField>
