import type { StatementTexts } from '../texts/statement-texts.ts'
import { statementTextsFor } from '../texts/statement-texts-for.ts'
import { html } from '../web/html.ts'
import { section } from './components/section.ts'
import { layout } from './layout.ts'
import { messageLink } from './messages.ts'
import { findMeUrl, type Site } from './site.ts'

/** The privacy notice, the accessibility statement or the statement on shared texts, with the operator's name. */
export function statementPage(site: Site, which: keyof StatementTexts): string {
  const { language, pages } = site.texts
  const { title, lead, sections, changed } = statementTextsFor(language)[which](site.operator)
  return layout(site, {
    title,
    description: lead,
    main: html`<article class="app-prose"><h1 class="govuk-heading-xl">${title}</h1>
<p class="govuk-body-l">${lead}</p>
${sections.map(section)}
${which === 'privacy' && messageLink(findMeUrl(), pages.frame.findMe)}<p class="govuk-body-s app-quiet">${pages.changed(changed)}</p></article>`,
  })
}
