import { html } from '../../../../shared/web/html.ts'
import type { WebResponse } from '../../../../shared/web/response.ts'
import type { ConsoleContext } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'

/** Whatever has no page. */
export function notHere(context: ConsoleContext): WebResponse {
  const main = html`<p class="govuk-body">There is no such page, or the console was started again since. <a class="govuk-link" href="${context.at('/')}">Go to the overview</a>.</p>`
  return consolePage(context, { title: 'Not here', main }, 404)
}
