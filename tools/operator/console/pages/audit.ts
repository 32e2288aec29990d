import { day } from '../../../../shared/domain/duration.ts'
import type { AuditEntry } from '../../../../shared/store/audit.ts'
import { html } from '../../../../shared/web/html.ts'
import { detailsInWords, nameOf } from '../../audited.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { table } from '../views/table.ts'

const spans = [1, 7, 30, 365]
const usual = 30

const outcomeClass: Readonly<Record<AuditEntry['outcome'], string>> = {
  begun: 'app-outcome--begun',
  done: 'app-outcome--done',
  failed: 'app-outcome--failed',
}

/** The audit trail: who changed what, when and why, and with which result. */
export const auditRoutes: ConsoleRoutes = {
  get: {
    '/audit': async ({ query }, context) => {
      const { deps, at, time } = context
      const asked = Number(query.get('days'))
      const days = spans.includes(asked) ? asked : usual
      const now = deps.clock.now()
      const entries = await deps.audit.between(now - days * day, now)
      const choices = spans.map(
        span =>
          html`<li><a class="govuk-link" href="${at(`/audit?days=${span}`)}"${span === days && html` aria-current="true"`}>${span === 1 ? '1 day' : `${span} days`}</a></li>\n`,
      )
      const rows = entries.map(({ at: when, who, what, outcome, about, result, why }) => [
        time(when),
        nameOf(who),
        what,
        html`<strong class="${outcomeClass[outcome]}">${outcome}</strong>`,
        detailsInWords(about),
        detailsInWords(result),
        why,
      ])
      const main = html`<ul class="app-choices" aria-label="How far back">${choices}</ul>
${
  entries.length === 0
    ? html`<p class="govuk-body">Nobody has changed anything in this time.</p>`
    : table({
        caption: 'Newest first',
        columns: ['when', 'who', 'what', 'outcome', 'about', 'result', 'why'],
        rows,
      })
}`
      return consolePage(context, { title: 'Audit trail', section: 'Audit trail', main })
    },
  },
  post: {},
}
