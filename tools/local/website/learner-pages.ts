import { type Html, html } from '../../../shared/web/html.ts'
import type { WebResponse } from '../../../shared/web/response.ts'
import type { LearnerView } from '../learners.ts'
import type { Inspected } from './inspected.ts'
import { type LocalRoutes, localPage, readable } from './page-frame.ts'

/** Everybody who was ever emailed, and the state and history of one person. */
export const learnerRoutes: LocalRoutes = {
  get: {
    '/learners': (_request, local) => localPage(local, 'Learners', list(local)),
    '/learners/{email}': ({ params: { email = '' } }, local) => one(local, email),
  },
  post: {},
}

function list({ inbox }: Inspected): Html {
  const counts = new Map<string, number>()
  for (const { to } of inbox.heads()) counts.set(to, (counts.get(to) ?? 0) + 1)
  if (counts.size === 0) return html`<p>Nobody yet: <a href="/sign-up">sign up</a>.</p>`
  return html`<p>Everybody who was sent an email.</p>
<ul>${[...counts].map(([to, count]) => html`<li><a href="/_local/learners/${encodeURIComponent(to)}">${to}</a>, ${count} ${count === 1 ? 'email' : 'emails'}</li>`)}</ul>`
}

async function one(local: Inspected, email: string): Promise<WebResponse> {
  const view = await local.describeLearner(email)
  const emails = local.inbox.emails(email)
  const main = html`${view ? known(view) : html`<p>Nobody has this address now.</p>`}
<h2>Emails</h2>
<ul>${emails.map(({ id, subject, sentAt }) => html`<li><a href="/_local/emails/${id}">${subject}</a> <time datetime="${sentAt}">${readable(sentAt)}</time></li>`)}</ul>
<p><a href="/_local/api/learners/${encodeURIComponent(email)}">As JSON</a></p>`
  return localPage(local, email, main, view || emails.length > 0 ? 200 : 404)
}

const known = ({ state, history }: LearnerView): Html => html`<h2>History</h2>
<ol>${history.map(({ at, what, said, journey }) => html`<li><time datetime="${at}">${readable(at)}</time> ${[what, ...Object.entries(said).map(([field, value]) => `${field} ${value}`), journey && `in ${journey}`].filter(part => part !== undefined).join(' ')}</li>`)}</ol>
<h2>State</h2>
<pre tabindex="0">${JSON.stringify(state, null, 2)}</pre>`
