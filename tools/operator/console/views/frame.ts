import { icon, mark } from '../../../../shared/pages/wordmark.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { pageResponse, type WebResponse } from '../../../../shared/web/response.ts'
import { nameOf } from '../../audited.ts'
import type { ConsoleContext } from '../console-context.ts'
import { type Section, sections } from '../sections.ts'

/** The parts of a console page that differ from page to page. */
interface Page {
  title: string
  /** The section that the page belongs to. */
  section?: Section
  main: Html
  /** The time zone of the times on the page, as an IANA name; absent: the operator's own. */
  zone?: string
  /** Whether the form has problems. Screen readers read this first, in the title. */
  failed?: boolean
}

/** A whole page of the console. */
export const consolePage = (context: ConsoleContext, page: Page, status = 200): WebResponse =>
  pageResponse(() => framed(context, page), { status })

/** The system's name, the sections and the content. */
function framed(context: ConsoleContext, { title, section, main, zone, failed }: Page): string {
  const { at, deps, stylesheet, who } = context
  return html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${failed && 'Error: '}${title} – ShiftWorks ${deps.stage}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${at(`/${stylesheet}`)}">
<script src="${at('/live.js')}" defer></script>
</head>
<body class="govuk-template__body">
<a href="#main" class="govuk-skip-link">Skip to the content</a>
<header class="app-header"><div class="govuk-width-container app-header__row">
<a href="${at('/')}" class="app-header__home">${mark}<span>ShiftWorks console</span></a>
<p class="app-stage">${deps.stage}</p>
</div></header>
<nav class="app-nav" aria-label="Sections"><div class="govuk-width-container"><ul class="app-nav__list">
${sections.map(([path, name]) => html`<li><a class="app-nav__link" href="${at(path)}"${name === section && html` aria-current="page"`}>${name}</a></li>\n`)}
</ul></div></nav>
<main class="app-main" id="main" tabindex="-1"><div class="govuk-width-container"><div class="govuk-main-wrapper">
<h1 class="govuk-heading-l">${title}</h1>
${main}
</div></div></main>
<footer class="app-footer"><div class="govuk-width-container">
<p class="govuk-body">What you change here is written down as done by ${nameOf(who)}. Times are those of ${zone ?? context.zone}, and days those of UTC.</p>
</div></footer>
</body>
</html>
`.toString()
}

/** The page for unknown URLs. */
export function notHere(context: ConsoleContext): WebResponse {
  const main = html`<p class="govuk-body">There is no such page, or the console was started again since. <a class="govuk-link" href="${context.at('/')}">Go to the overview</a>.</p>`
  return consolePage(context, { title: 'Not here', main }, 404)
}
