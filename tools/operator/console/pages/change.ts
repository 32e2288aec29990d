import { button } from '../../../../shared/pages/components/action-form.ts'
import { errorSummary } from '../../../../shared/pages/components/error-summary.ts'
import { textInput } from '../../../../shared/pages/components/form-fields.ts'
import { bullets } from '../../../../shared/pages/components/section.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import type { WebResponse } from '../../../../shared/web/response.ts'
import type { RoutedRequest } from '../../../../shared/web/router.ts'
import { reasonProblem } from '../../reason.ts'
import type { ProgressListener } from '../../replay/progress-listener.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import type { Section } from '../sections.ts'
import { consolePage } from '../views/frame.ts'
import type { EndedWork, Work } from '../works.ts'
import { follow } from './work.ts'

/** An intended change, before it is made. */
export interface Change {
  /** A question: `Pause delivery on prod?` */
  question: string
  section: Section
  /** The effects of the change, one sentence each. */
  effects: readonly string[]
  /** Inputs beside the reason, and hidden fields. */
  fields?: Html
  button: string
  /** Whether the change cannot be undone. */
  isForEver?: boolean
  back: Work['back']
  canStop?: boolean
  run: (why: string, listener: ProgressListener) => Promise<EndedWork>
}

/** Interprets a request, for the page that asks and for the press of its button. */
export type ReadChange = (
  values: URLSearchParams,
  request: RoutedRequest,
  context: ConsoleContext,
) => Promise<Change>

/** A change as two routes: one asks, the other makes it once there is a reason. */
export const changeRoutes = (pattern: string, read: ReadChange): ConsoleRoutes => ({
  get: {
    [pattern]: async (request, context) => ask(context, request, await read(request.query, request, context)),
  },
  post: {
    [pattern]: async (request, context) => {
      const change = await read(request.form, request, context)
      const why = request.form.get('why')?.trim() ?? ''
      const problem = reasonProblem(why)
      if (problem !== undefined) return ask(context, request, change, problem)
      const { question, section, back, canStop = false, run } = change
      return follow(context, {
        title: question.replace(/\?$/, ''),
        section,
        back,
        canStop,
        run: listener => run(why, listener),
      })
    },
  },
})

function ask(
  context: ConsoleContext,
  { segments }: RoutedRequest,
  change: Change,
  error?: string,
): WebResponse {
  const { question, section, effects, fields, back, isForEver } = change
  const main = html`${error !== undefined && errorSummary('Something is missing', { why: error })}
<h2 class="govuk-heading-s">What it will do</h2>
${bullets(effects)}
<form method="post" action="${context.at(`/${segments.map(encodeURIComponent).join('/')}`)}" novalidate>
${fields}
${textInput({
  name: 'why',
  field: { label: 'Why', hint: 'The audit trail keeps it. No names or addresses in it.' },
  error,
  errorPrefix: 'Error:',
  autocomplete: 'off',
})}
${button({ text: change.button, ...(isForEver && { kind: 'warning' }) })}
</form>
<p class="govuk-body"><a class="govuk-link" href="${context.at(back.path)}">${back.words}</a></p>`
  return consolePage(
    context,
    { title: question, section, main, failed: error !== undefined },
    error ? 400 : 200,
  )
}
