import { html } from '../../../../shared/web/html.ts'
import type { Handler } from '../desk.ts'
import { htmlAnswer } from '../http/answer.ts'
import { frame } from '../views/frame.ts'

/** Whatever has no page. */
export const notHere: Handler = (_request, desk) => {
  const main = html`<p class="govuk-body">There is no such page, or the console was started again since. <a class="govuk-link" href="${desk.at('/')}">Go to the overview</a>.</p>`
  return htmlAnswer(frame(desk, { title: 'Not here', main }), 404)
}
