import type { MyJourneyAction } from '../contracts/my-journey-form.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm, type Button } from './components/action-form.ts'
import type { Errors } from './components/error-summary.ts'
import { fold } from './components/fold.ts'
import { checkbox, textInput } from './components/form-fields.ts'
import { bullets, paragraphs } from './components/section.ts'
import { messageLink } from './messages.ts'
import type { Site } from './site.ts'

interface PrivateView {
  token: string
  errors: Errors
}

const form = (token: string, action: MyJourneyAction, button: Button, content?: Html): Html =>
  actionForm({ to: '/my-journey', hidden: { t: token, action }, button, ...(content && { content }) })

/** Without a private link: what it is for, and a button that mails one. */
export function closedSection({ texts }: Site, token: string): Html {
  const { closed } = myJourneyTextsFor(texts.language)
  return fold({
    summary: closed.heading,
    content: html`${paragraphs(closed.paragraphs)}
${form(token, 'private-link', { text: closed.button, kind: 'secondary' })}`,
  })
}

/** With a private link: change of address, download, erasure. */
export function privateSection(site: Site, view: PrivateView): Html {
  const { open } = myJourneyTextsFor(site.texts.language)
  return html`<section class="app-card"><h2 class="govuk-heading-m">${open.heading}</h2>
<p class="govuk-body">${open.lead}</p>
${details(site, view)}${written(site, view)}${changeAddress(site, view)}${download(site, view)}${erase(site, view)}</section>`
}

/** Details have a page of their own. */
function details({ texts }: Site, { token }: PrivateView): Html {
  const { title } = accountTextsFor(texts.language).details
  return html`<h3 class="govuk-heading-s">${title}</h3>
${messageLink(`/details?t=${encodeURIComponent(token)}`, myJourneyTextsFor(texts.language).details)}`
}

/** Texts have a page of their own. */
const written = ({ texts }: Site, { token }: PrivateView): Html =>
  html`<h3 class="govuk-heading-s">${texts.pages.reflections.page.title}</h3>
${messageLink(`/reflections?t=${encodeURIComponent(token)}`, texts.pages.reflections.page.link)}`

/** Errors in the new address are shown on the next page, which may show addresses. */
function changeAddress({ texts }: Site, { token }: PrivateView): Html {
  const { frame } = texts.pages
  const { newAddress } = accountTextsFor(texts.language)
  const myJourney = myJourneyTextsFor(texts.language)
  const { heading, paragraphs: lead } = myJourney.address
  const { field, none } = newAddress
  const input = textInput({
    name: 'email',
    field,
    type: 'email',
    autocomplete: 'email',
    errorPrefix: frame.errorPrefix,
  })
  return html`<h3 class="govuk-heading-s">${heading}</h3>
${actionForm({
  to: '/change-address',
  hidden: { t: token },
  content: html`${paragraphs(lead)}${input}`,
  button: { text: none.button, kind: 'secondary' },
})}`
}

/** The download of all data. */
export function download({ texts }: Site, { token }: PrivateView): Html {
  const { download } = myJourneyTextsFor(texts.language)
  return html`<h3 class="govuk-heading-s">${download.heading}</h3>${paragraphs(download.paragraphs)}
${form(token, 'download-to-read', { text: download.toRead, kind: 'secondary' })}
${form(token, 'download', { text: download.button, kind: 'secondary' })}`
}

/** The erasure of all data. */
export function erase({ texts }: Site, { token, errors }: PrivateView): Html {
  const { erase } = myJourneyTextsFor(texts.language)
  const content = checkbox({
    name: 'confirm',
    field: { label: erase.confirm },
    error: errors['confirm'],
    errorPrefix: texts.pages.frame.errorPrefix,
  })
  return html`<h3 class="govuk-heading-s">${erase.heading}</h3>${paragraphs(erase.paragraphs)}${bullets(erase.items)}
${form(token, 'erase', { text: erase.button, kind: 'warning' }, content)}`
}
