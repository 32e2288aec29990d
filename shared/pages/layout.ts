import { type Html, html } from '../web/html.ts'
import { findMeUrl, type Site, statementUrl } from './site.ts'
import { icon, mark } from './wordmark.ts'

/** The parts of a page that differ. */
export interface Layout {
  title: string
  /** Full-width content above the text column. */
  before?: Html
  main: Html
  /** For a public page: a sentence for search engines and link previews. */
  description?: string
  /** A form has an error; the title then begins with that, for screen readers. */
  failed?: boolean
}

/** A whole page: head, skip link, header, the given content, footer. */
export function layout(site: Site, { title, before, main, description, failed }: Layout): string {
  const { texts, stylesheet } = site
  const { frame } = texts.pages
  return html`<!DOCTYPE html>
<html lang="${texts.language}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${failed ? frame.errorTitle(title) : title} – ${frame.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#0b4f55">
${description && sharing(site, title, description)}<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body class="govuk-template__body">
<a href="#main" class="govuk-skip-link">${frame.skip}</a>
<header class="app-header"><div class="govuk-width-container">
<a href="/" class="app-header__home" aria-label="${frame.home}">${mark}<span>${frame.name}</span></a>
</div></header>
<main class="app-main" id="main" tabindex="-1">
${before}
<div class="govuk-width-container"><div class="govuk-main-wrapper">
${main}
</div></div>
</main>
${footer(site)}
</body>
</html>
`.toString()
}

/** Metadata for search engines and link previews (ogp.me), without a picture. */
const sharing = ({ texts }: Site, title: string, description: string): Html =>
  html`<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${texts.pages.frame.name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
`

function footer(site: Site): Html {
  const { texts, operator } = site
  const { frame } = texts.pages
  return html`<footer class="app-footer"><div class="govuk-width-container">
<p class="govuk-body">${frame.footer}</p>
<p class="govuk-body">${frame.help(operator.organisation)}
<a class="govuk-link" href="mailto:${operator.contact}">${operator.contact}</a></p>
<ul class="app-footer__links">
<li><a class="govuk-link" href="${statementUrl(site, 'privacy')}">${frame.privacy}</a></li>
<li><a class="govuk-link" href="${statementUrl(site, 'accessibility')}">${frame.accessibility}</a></li>
<li><a class="govuk-link" href="${findMeUrl()}">${frame.findMe}</a></li>
</ul>
</div></footer>`
}
