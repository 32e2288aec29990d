import { day } from '../../../shared/domain/duration.ts'
import { type Html, html } from '../../../shared/web/html.ts'
import { seeOther, type WebResponse } from '../../../shared/web/response.ts'
import type { PostedForm } from '../../web/tool-routes.ts'
import type { Inspected } from './inspected.ts'
import { jump, WrongJump } from './jump.ts'
import { type LocalRoutes, localPage, readable } from './page-frame.ts'

/** The clock: scheduled work, and buttons that let time pass. */
export const clockRoutes: LocalRoutes = {
  get: { '/clock': (_request, local) => localPage(local, 'Clock', waiting(local)) },
  post: { '/clock': press },
}

const waiting = ({ agenda, clock }: Inspected): Html => html`<p>The clock is ${ahead(clock.ahead())}.</p>
<h2>Let time pass</h2>
<p>By the buttons above, or by any time:</p>
<form method="post" action="/_local/clock">
<label for="jump">An ISO 8601 duration, such as PT6H, P3D or P1M</label>
<input id="jump" name="jump" required autocomplete="off"> <button>Go on</button>
</form>
<h2>Waiting for a later moment</h2>
<p>Besides what is due in the table: retries, delayed messages, ends of windows.</p>
<ul>${agenda.waiting().map(({ at, what }) => html`<li><time datetime="${at}">${readable(at)}</time> ${what}</li>`)}</ul>`

const ahead = (milliseconds: number): string =>
  milliseconds === 0 ? 'the real one' : `${(milliseconds / day).toFixed(1)} days ahead of the real one`

async function press({ form, headers }: PostedForm, local: Inspected): Promise<WebResponse> {
  const pressed = form.get('jump') ?? ''
  try {
    await jump(pressed === 'next-due' ? { to: pressed } : { advance: pressed }, local)
  } catch (error) {
    if (!(error instanceof WrongJump)) throw error
    const main = html`<p>${error.message}</p><p><a href="/_local/clock">Back</a></p>`
    return localPage(local, 'That is no time', main, 400)
  }
  const referer = headers.get('referer')
  return seeOther(referer?.includes('/_local') ? new URL(referer).pathname : '/_local/clock')
}
