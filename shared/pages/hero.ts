import { type Html, html } from '../web/html.ts'

/** The band at the top of the first page. The drawing is a week of shifts: day, night, and a path through both. */
export const hero = ({ title, lead }: { title: string; lead: string }): Html =>
  html`<div class="app-hero"><div class="govuk-width-container app-hero__inner">
<div class="app-hero__words"><h1 class="govuk-heading-xl">${title}</h1><p class="govuk-body-l">${lead}</p></div>
${drawing}
</div></div>`

const drawing = html`<svg class="app-hero__drawing" viewBox="0 0 320 200" aria-hidden="true" focusable="false">
<path d="M20 165a140 140 0 0 1 280 0" fill="none" stroke="#8fc1bd" stroke-width="3" stroke-dasharray="1 11" stroke-linecap="round"/>
<path d="M112 165a48 48 0 0 1 96 0z" fill="#f2a48f"/>
<path d="M0 165h320" stroke="#fbf8f3" stroke-width="3" stroke-linecap="round"/>
<g fill="#fbf8f3"><circle cx="20" cy="165" r="9"/><circle cx="47" cy="83" r="9"/><circle cx="117" cy="32" r="9"/></g>
<circle cx="203" cy="32" r="12" fill="#f2a48f"/>
<g fill="#0b4f55" stroke="#8fc1bd" stroke-width="3"><circle cx="273" cy="83" r="8"/><circle cx="300" cy="165" r="8"/></g>
<path d="M60 185h60M140 185h30M190 185h80" stroke="#8fc1bd" stroke-width="3" stroke-linecap="round"/>
</svg>`
