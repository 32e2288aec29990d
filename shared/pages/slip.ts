import type { Form } from '../contracts/form.ts'
import { joiningTextsFor } from '../texts/joining-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm } from './components/action-form.ts'
import { messagePage } from './messages.ts'
import type { Site } from './site.ts'

/** An address that looks like a slip, and the probable one. */
export interface SlipView {
  /** The path that the form was posted to. */
  to: string
  /** All other fields of the form. */
  fields: Form
  typed: string
  meant: string
}

/** Asks which of two addresses is right. Nothing is stored or sent before one of the buttons is pressed. */
export function slipPage(site: Site, { to, fields, typed, meant }: SlipView): string {
  const { slip } = joiningTextsFor(site.texts.language)
  const carried = Object.entries(fields).flatMap(([name, values]) =>
    values.map(value => html`<input type="hidden" name="${name}" value="${value}">`),
  )
  const choice = (
    email: string,
    text: string,
    kind?: 'secondary',
  ): Html => html`<p class="govuk-body"><strong>${email}</strong></p>
${actionForm({
  to,
  hidden: { email, asTyped: email },
  content: html`${carried}`,
  button: { text, about: email, ...(kind && { kind }) },
})}`
  return messagePage(
    site,
    slip,
    html`${choice(meant, slip.meant)}
${choice(typed, slip.typed, 'secondary')}`,
  )
}
