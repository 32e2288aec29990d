import type { Preferences, SignUpPreference } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import { accountTextsFor } from '../texts/account-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { messageLink, questionPage } from './messages.ts'
import { type Site, signUpUrl } from './site.ts'

/** What was filled in for this address, perhaps not by its owner. */
export interface AskedFor {
  /** The journey's title; absent if it is no longer published. */
  journey?: string | undefined
  firstName?: string | undefined
  role?: string | undefined
  sector?: Sector | undefined
  preferences: Preferences
}

/** The token that the button posts, and what the press confirms. */
export interface ConfirmView {
  token: string
  what: 'sign-up' | 'address' | 'undo-address'
  /** For a waiting sign-up: what becomes theirs by the press. */
  asked?: AskedFor | undefined
  /** For a learner: the title of the journey that they are asked to join. */
  joins?: string | undefined
}

/** The page behind the confirmation email's button. Only the button on this page confirms anything. */
export const confirmPage = (site: Site, { token, what, asked, joins }: ConfirmView): string => {
  const { confirm, confirmAddress, undoAddress } = accountTextsFor(site.texts.language)
  const signUp = joins === undefined ? confirm : confirm.join(joins)
  const question = { 'sign-up': signUp, address: confirmAddress, 'undo-address': undoAddress }[what]
  return questionPage(
    site,
    question,
    { to: '/confirm', hidden: { t: token } },
    asked && joins === undefined
      ? html`${whatWasAsked(site, asked)}${messageLink(signUpUrl(token), confirm.own)}`
      : false,
  )
}

/** For an expired link: a button for a new one, and a link to the form. */
export const renewalPage = (site: Site, token: string): string => {
  const { renew, confirm } = accountTextsFor(site.texts.language)
  const way = messageLink(signUpUrl(token), confirm.own)
  return questionPage(site, renew, { to: '/confirm', hidden: { t: token } }, way)
}

function whatWasAsked({ texts }: Site, asked: AskedFor): Html {
  const { sectors, weekdays, parts } = texts.pages
  const { confirm } = accountTextsFor(texts.language)
  const { sector, preferences } = asked
  const chosen: Readonly<Record<SignUpPreference, string | undefined>> = {
    days: preferences.days?.map(day => weekdays[day]).join(', '),
    parts: preferences.parts?.map(part => parts[part]).join('; '),
  }
  const rows = {
    journey: asked.journey,
    firstName: asked.firstName,
    role: asked.role,
    sector: sector && sectors[sector],
    ...chosen,
  }
  const given = Object.entries(rows).flatMap(([name, value]) =>
    value === undefined ? [] : [row(confirm.asked[name as keyof typeof rows], value)],
  )
  // The journey alone is not worth listing: it is what they signed up for.
  const isFilledIn = given.length > (asked.journey === undefined ? 0 : 1)
  if (given.length === 0) return html``
  return html`${isFilledIn && html`<h2 class="govuk-heading-s">${confirm.asked.heading}</h2>`}
<dl class="govuk-summary-list">${given}</dl>
`
}

const row = (name: string, value: string): Html =>
  html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt>
<dd class="govuk-summary-list__value">${value}</dd></div>`
