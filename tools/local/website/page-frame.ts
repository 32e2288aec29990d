import { type Html, html } from '../../../shared/web/html.ts'
import { pageResponse, type WebResponse } from '../../../shared/web/response.ts'
import type { ToolRoutes } from '../../web/tool-routes.ts'
import type { Inspected } from './inspected.ts'

const sections = [
  ['/_local/', 'Inbox'],
  ['/_local/learners', 'Learners'],
  ['/_local/events', 'Events'],
  ['/_local/clock', 'Clock'],
  ['/_local/logs', 'Logs'],
  ['/_local/faults', 'Faults'],
  ['/_local/console/', 'Console'],
] as const

/** The buttons that let time pass. */
export const jumps = [
  ['next-due', 'To the next email'],
  ['P1D', '+1 day'],
  ['P7D', '+1 week'],
] as const

/** A whole local page: the navigation, the clock with its buttons, and the content. */
function frame({ clock }: Pick<Inspected, 'clock'>, title: string, main: Html): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ShiftWorks on this machine</title>
<link rel="stylesheet" href="/_local/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<nav aria-label="Sections"><ul>
${sections.map(([address, name]) => html`<li><a href="${address}"${name === title ? html` aria-current="page"` : ''}>${name}</a></li>`)}
<li><a href="/">Open the site</a></li>
</ul></nav>
${clockForm(clock.now())}
</header>
<main id="main" tabindex="-1"><h1>${title}</h1>
${main}
</main>
</body>
</html>
`.toString()
}

const clockForm = (now: number): Html => html`<form class="clock" method="post" action="/_local/clock">
<p>It is <time datetime="${new Date(now).toISOString()}">${readable(now)}</time></p>
<p>${jumps.map(([value, texts]) => html`<button name="jump" value="${value}">${texts}</button> `)}</p>
</form>`

/** `Mon 23 Nov 2026, 08:00:12 UTC` */
export function readable(moment: number | string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })
  return `${weekday.format(new Date(moment))} ${format.format(new Date(moment))} UTC`
}

/** A value as indented JSON, in a section that unfolds. */
export const folded = (summary: string, value: unknown): Html =>
  html`<details><summary>${summary}</summary><pre tabindex="0">${JSON.stringify(value, null, 2)}</pre></details>`

/** Pages and forms below `/_local`. */
export type LocalRoutes = ToolRoutes<Inspected>

/** A whole local page. */
export const localPage = (
  local: Pick<Inspected, 'clock'>,
  title: string,
  main: Html,
  status = 200,
): WebResponse => pageResponse(() => frame(local, title, main), { status })
