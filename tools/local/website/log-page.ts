import { type Html, html } from '../../../shared/web/html.ts'
import type { LogLine } from '../functions/log.ts'
import type { Inspected } from './inspected.ts'
import { type LocalRoutes, localPage } from './page-frame.ts'

const shown = 500

/** The log lines of the functions, newest first. */
export const logRoutes: LocalRoutes = {
  get: {
    '/logs': ({ query }, local) => localPage(local, 'Logs', logs(local, query.get('function') ?? '')),
  },
  post: {},
}

function logs({ log, functions }: Inspected, chosen: string): Html {
  const lines = log
    .lines(chosen || undefined)
    .slice(-shown)
    .reverse()
  return html`<form class="search" action="/_local/logs">
<label for="function">Lines of</label>
<select id="function" name="function"><option value="">every function</option>
${functions.names().map(name => html`<option${name === chosen ? html` selected` : ''}>${name}</option>`)}
</select> <button>Show</button>
</form>
<p>${lines.length === 0 ? 'Nothing was written yet.' : 'Newest first.'}</p>
<ol class="log">${lines.map(line)}</ol>`
}

const line = ({ at, function: name, line: written }: LogLine): Html =>
  html`<li><time datetime="${at}">${at}</time> <strong>${name}</strong> <code>${written}</code></li>`
