import { type Html, html } from '../../../shared/web/html.ts'
import { pageResponse, type WebResponse } from '../../../shared/web/response.ts'
import { emailHeaders } from '../../web/tool-headers.ts'
import type { Email, EmailHead } from '../aws/ses/inbox.ts'
import type { Inspected } from './inspected.ts'
import { folded, type LocalRoutes, localPage, readable } from './page-frame.ts'

const shown = 200

/** The inbox, one email, and the HTML of an email alone. */
export const emailRoutes: LocalRoutes = {
  get: {
    '/': ({ query }, local) => localPage(local, 'Inbox', inbox(local.inbox.heads(), query.get('to') ?? '')),
    '/emails/{id}': ({ params: { id = '' } }, local) => emailPage(local, id, sideBySide),
    '/emails/{id}/html': ({ params: { id = '' } }, local) => emailPage(local, id, emailHtmlPage),
  },
  post: {},
}

function inbox(all: EmailHead[], to: string): Html {
  const wanted = all.filter(head => head.to.toLowerCase().includes(to.toLowerCase()))
  const heads = wanted.slice(-shown).reverse()
  return html`<form class="search" action="/_local/">
<label for="to">Emails to</label> <input id="to" name="to" type="search" value="${to}" autocomplete="off"> <button>Show</button>
</form>
<p>${wanted.length === 0 ? 'No emails yet.' : `${wanted.length} emails, newest first${wanted.length > shown ? `; the last ${shown} are shown` : ''}.`}</p>
<ol class="emails">${heads.map(line)}</ol>`
}

const line = ({ id, to, subject, sentAt }: EmailHead): Html =>
  html`<li><a href="/_local/emails/${id}">${subject}</a>
<span>to <a href="/_local/learners/${encodeURIComponent(to)}">${to}</a></span> <time datetime="${sentAt}">${readable(sentAt)}</time></li>`

function emailPage(
  local: Inspected,
  id: string,
  show: (email: Email, local: Inspected) => WebResponse,
): WebResponse {
  const email = local.inbox.find(id)
  if (email) return show(email, local)
  return localPage(local, 'No such email', html`<p><a href="/_local/">Back to the inbox</a></p>`, 404)
}

const sideBySide = (email: Email, local: Inspected): WebResponse =>
  localPage(local, email.subject, bothForms(email))

const bothForms = (email: Email): Html => html`<dl>
<dt>From</dt><dd>${email.from}</dd>
<dt>To</dt><dd><a href="/_local/learners/${encodeURIComponent(email.to)}">${email.to}</a></dd>
<dt>Sent</dt><dd><time datetime="${email.sentAt}">${readable(email.sentAt)}</time></dd>
</dl>
${folded('Headers and tags', { headers: email.headers, tags: email.tags })}
<div class="twins">
<section aria-labelledby="html"><h2 id="html">HTML</h2>
<iframe title="The email as HTML" src="/_local/emails/${email.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>
<section aria-labelledby="text"><h2 id="text">Text</h2>
<pre tabindex="0">${linked(email.text)}</pre></section>
</div>`

/** The text, with addresses as links. */
const linked = (text: string): Html[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))

/** The HTML as it was sent, without scripts. Its links open in the window of the inbox. */
function emailHtmlPage({ html: sent }: Email): WebResponse {
  const body = /<head[^<>]*>/i.test(sent)
    ? sent.replace(/<head[^<>]*>/i, '$&<base target="_blank">')
    : `<base target="_blank">${sent}`
  const headers = emailHeaders('sandbox allow-popups allow-popups-to-escape-sandbox')
  return pageResponse(() => body, { headers })
}
