import type { FieldProblem } from '../contracts/form-problems.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { errorSummary, errorsByField } from './components/error-summary.ts'
import { textInput } from './components/form-fields.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

/** The state of a change of address. */
export interface NewAddressView {
  /** The private link's token. */
  token: string
  /** The new address that waits for confirmation. */
  asked: string | undefined
  problems: readonly FieldProblem[] | undefined
  /** What was typed; kept if it is wrong. */
  typed: string | undefined
}

/** The new address, which can be corrected while it waits for confirmation; otherwise the form for one. */
export function newAddressPage(site: Site, { token, asked, problems = [], typed }: NewAddressView): string {
  const { problems: sentences, frame } = site.texts.pages
  const { newAddress } = accountTextsFor(site.texts.language)
  const texts = asked === undefined ? newAddress.none : newAddress.asked
  const errors = errorsByField(problems, sentences)
  const form = actionForm({
    to: '/change-address',
    hidden: { t: token },
    button: { text: texts.button, kind: 'secondary' },
    content: textInput({
      name: 'email',
      field: newAddress.field,
      value: typed ?? asked,
      error: errors['email'],
      errorPrefix: frame.errorPrefix,
      type: 'email',
      autocomplete: 'email',
    }),
  })
  return layout(site, {
    title: texts.title,
    failed: problems.length > 0,
    main: html`${errorSummary(frame.errorSummary, errors)}
<div class="app-card app-card--message"><h1 class="govuk-heading-l">${texts.title}</h1>
${asked !== undefined && html`<p class="govuk-body">${newAddress.asked.address} <strong>${asked}</strong></p>`}
${paragraphs(texts.paragraphs)}${asked === undefined && form}</div>
${asked !== undefined && html`<section class="app-card"><h2 class="govuk-heading-m">${newAddress.asked.correct}</h2>${form}</section>`}
${toMyJourney(site, token)}`,
  })
}
