import { mailto } from '../contracts/mailto.ts'
import type { InvitationNotice } from '../contracts/notice.ts'
import { invitationTextsFor } from '../texts/invitation-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm, type Button } from './components/action-form.ts'
import { textArea } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { bullets, paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { messageLink } from './messages.ts'
import { bringPath, type Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

/** A learner's own invitation link. */
export interface OwnLink {
  /** The complete address to pass on. */
  url: string
  /** The last day on which it is valid, in words. */
  day: string
  /** The number of people who came by it, in tens; absent below ten. */
  people?: number
  posterUrl: string
  card: { url: string; hasQuestion: boolean }
}

/** The page of a learner who invites colleagues. */
export interface InvitationView {
  token: string
  link?: OwnLink
  notice?: InvitationNotice
}

/** The page to make a link, pass it on, print it or stop it. */
export function invitationPage(site: Site, view: InvitationView): string {
  const texts = invitationTextsFor(site.texts.language)
  const { frame } = site.texts.pages
  return layout(site, {
    title: texts.title,
    main: html`<div class="app-prose">
${view.notice && notice({ label: frame.saved, title: texts.saved[view.notice], kind: 'success' })}
<h1 class="govuk-heading-l">${texts.title}</h1>
<p class="govuk-body-l">${texts.lead}</p>
${view.link ? own(site, view.link) : bullets(texts.rules)}
${view.link ? change(site, view) : press(view, 'make', { text: texts.make })}
${toMyJourney(site, view.token)}</div>`,
  })
}

const press = ({ token }: InvitationView, action: 'make' | 'stop', button: Button): Html =>
  actionForm({ to: bringPath, hidden: { t: token, action }, button })

function own({ texts: { language } }: Site, link: OwnLink): Html {
  const { yours, goodUntil, came, passOn, print } = invitationTextsFor(language)
  const words = passOn.words(link.url)
  const item = (url: string, text: string) => html`<li><a class="govuk-link" href="${url}">${text}</a></li>`
  return html`<section class="app-card"><h2 class="govuk-heading-m">${yours}</h2>
<p class="govuk-body app-address"><a class="govuk-link" href="${link.url}">${link.url}</a></p>
${paragraphs([...(link.people === undefined ? [] : [came(link.people.toLocaleString(language))]), goodUntil(link.day)])}</section>
<section class="app-card"><h2 class="govuk-heading-m">${passOn.heading}</h2>
${messageLink(mailto([], { subject: passOn.subject, body: words }), passOn.email)}
${textArea({ name: 'words', field: passOn.copy, value: words, rows: 18, isReadOnly: true, errorPrefix: '', error: undefined })}</section>
<section class="app-card"><h2 class="govuk-heading-m">${print.heading}</h2>
<ul class="govuk-list govuk-list--spaced">${item(link.posterUrl, print.poster)}${item(
    link.card.url,
    link.card.hasQuestion ? print.card : print.plainCard,
  )}</ul></section>`
}

function change(site: Site, view: InvitationView): Html {
  const { rules, anew, stop } = invitationTextsFor(site.texts.language)
  return html`${bullets(rules)}
<h2 class="govuk-heading-m">${anew.heading}</h2>${paragraphs([anew.text])}
<div class="govuk-button-group">${press(view, 'make', { text: anew.button, kind: 'secondary' })}${press(view, 'stop', { text: stop, kind: 'warning' })}</div>`
}
