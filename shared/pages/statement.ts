import { html } from '../web/html.ts'
import { section } from './components/section.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'

/** The privacy notice or the accessibility statement, about whoever runs the service. */
export function statementPage(site: Site, which: 'privacy' | 'accessibility'): string {
  const { pages } = site.texts
  const { title, lead, sections, changed } = pages[which](site.operator)
  return layout(site, {
    title,
    main: html`<article class="app-prose"><h1 class="govuk-heading-xl">${title}</h1>
<p class="govuk-body-l">${lead}</p>
${sections.map(section)}
<p class="govuk-body-s app-quiet">${pages.changed(changed)}</p></article>`,
  })
}
