import { type Html, html } from '../../../shared/web/html.ts'
import type { LoggedEvent } from '../events/event-log.ts'
import { folded, type LocalRoutes, localPage, readable } from './page-frame.ts'

const shown = 200

/** The events of all buses, newest first. */
export const eventRoutes: LocalRoutes = {
  get: {
    '/events': (_request, local) => localPage(local, 'Events', list(local.events.last(shown).reverse())),
  },
  post: {},
}

const list = (events: LoggedEvent[]): Html =>
  html`<p>${events.length === 0 ? 'No events yet.' : `The last ${events.length}, newest first.`} <a href="/_local/api/events">All as JSON</a></p>
<ol class="events">${events.map(line)}</ol>`

const line = ({
  bus,
  rules,
  event,
}: LoggedEvent): Html => html`<li><strong>${event['detail-type']}</strong> <span>from ${event.source} on ${bus}</span>
<time datetime="${event.time}">${readable(event.time)}</time>
<span>${rules.length === 0 ? 'No rule matched.' : `Started ${rules.join(', ')}.`}</span>
${folded('Event', event)}</li>`
