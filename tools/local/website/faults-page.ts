import { type Html, html } from '../../../shared/web/html.ts'
import { seeOther, type WebResponse } from '../../../shared/web/response.ts'
import { type Fault, faultKinds, WrongFault } from '../functions/faults.ts'
import type { Inspected } from './inspected.ts'
import { type LocalRoutes, localPage } from './page-frame.ts'

/** Breaks functions on purpose, to see the effect of a fault and how an operator repairs it. */
export const faultRoutes: LocalRoutes = {
  get: { '/faults': (_request, local) => localPage(local, 'Faults', inForce(local)) },
  post: { '/faults': ({ form }, local) => press(local, form) },
}

const inForce = ({ faults, functions }: Inspected): Html => html`${listed(faults.all())}
<h2>Break a function</h2>
<p>Every invocation of it then fails in this way, until it is mended.</p>
<form method="post" action="/_local/faults">
<label for="function">Function</label>
<select id="function" name="function">${functions.names().map(name => html`<option>${name}</option>`)}</select>
<label for="fault">Fault</label>
<select id="fault" name="fault">${faultKinds.map(kind => html`<option>${kind}</option>`)}</select>
<label for="call">At which of its AWS calls (crashes: 1 if empty; others: before it does anything if empty)</label>
<input id="call" name="call" type="number" min="1" autocomplete="off"> <button>Break it</button>
</form>`

const listed = (faults: Fault[]): Html =>
  faults.length === 0
    ? html`<p>No function is broken.</p>`
    : html`<ul>${faults.map(line)}</ul>
<form method="post" action="/_local/faults"><button name="mend" value="all">Mend all</button></form>`

const line = ({ function: name, fault, call }: Fault): Html =>
  html`<li><strong>${name}</strong> ${fault}${call === undefined ? '' : `, call ${call}`}</li>`

function press(local: Inspected, form: URLSearchParams): WebResponse {
  const call = form.get('call')
  try {
    if (form.has('mend')) local.faults.clear()
    else
      local.faults.set({
        function: form.get('function'),
        fault: form.get('fault'),
        ...(call ? { call: Number(call) } : {}),
      })
  } catch (error) {
    if (!(error instanceof WrongFault)) throw error
    const main = html`<p>${error.message}</p><p><a href="/_local/faults">Back</a></p>`
    return localPage(local, 'That is no fault', main, 400)
  }
  return seeOther('/_local/faults')
}
