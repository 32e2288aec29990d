import type { FieldProblem } from '../contracts/form-problems.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { html } from '../web/html.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { messageLink } from './messages.ts'
import { download, erase } from './my-journey-private.ts'
import { type Site, signUpUrl } from './site.ts'

/** The private page of a person who has left. */
export interface LeftView {
  token: string
  problems?: readonly FieldProblem[] | undefined
}

/** What a person who has left can still do with the data held about them. */
export function leftOpenPage(site: Site, { token, problems }: LeftView): string {
  const { left, frame, problems: sentences } = site.texts.pages
  const { findMe } = joiningTextsFor(site.texts.language)
  const errors = errorsByField(problems ?? [], sentences)
  return layout(site, {
    title: left.open.title,
    failed: problems !== undefined,
    main: html`${errorSummary(frame.errorSummary, errors)}
<div class="app-card app-card--message"><h1 class="govuk-heading-l">${left.open.title}</h1>
${paragraphs(left.open.paragraphs)}${messageLink(signUpUrl(token), left.back)}</div>
<section class="app-card"><h2 class="govuk-heading-m">${findMe.title}</h2>
${download(site, { token, errors })}${erase(site, { token, errors })}</section>`,
  })
}
