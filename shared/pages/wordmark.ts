import { type Html, html } from '../web/html.ts'

/** The logo: a sun on the line between two shifts, with the day's arc above it. */
export const mark: Html = html`<svg class="app-mark" viewBox="0 0 40 28" width="40" height="28" aria-hidden="true" focusable="false">
<path d="M3 23a17 17 0 0 1 34 0" fill="none" stroke="#8fc1bd" stroke-width="3" stroke-linecap="round"/>
<path d="M11 23a9 9 0 0 1 18 0z" fill="#f2a48f"/>
<path d="M2 23h36" stroke="#fbf8f3" stroke-width="3" stroke-linecap="round"/>
</svg>`

/** The same logo as an icon, inlined so that browsers make no further request. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b4f55"/><path d="M5 22a11 11 0 0 1 22 0" fill="none" stroke="#8fc1bd" stroke-width="2.5"/><path d="M10 22a6 6 0 0 1 12 0z" fill="#f2a48f"/><path d="M4 22h24" stroke="#fbf8f3" stroke-width="2.5"/></svg>',
)}`
