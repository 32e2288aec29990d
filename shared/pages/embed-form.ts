import type { JourneyId } from '../domain/ids.ts'
import { sectors } from '../domain/sectors.ts'
import { html } from '../web/html.ts'
import { optionsOf } from './components/form-fields.ts'
import { type Site, statementUrl } from './site.ts'

/** Options of a copied form. */
export interface EmbedForm {
  /** The journey that the form signs up for; the default journey if absent. */
  journey?: JourneyId
  /** Where people are sent afterwards. It must begin with an address on the operator's list. */
  returnTo?: string
}

/** A sign-up form for other websites to copy: plain HTML, no script, no style of its own. */
export function embedForm(site: Site, { journey, returnTo }: EmbedForm = {}): string {
  const { texts, publicUrl } = site
  const { signUp, sectors: names, frame } = texts.pages
  const { current, wordings } = signUp.consent
  return html`<form action="${publicUrl}/sign-up" method="post" accept-charset="utf-8" lang="${texts.language}">
  <p><label>${signUp.email.label}<br>
    <input type="email" name="email" autocomplete="email" required></label></p>
  <p><label>${signUp.firstName.label}<br>
    <input type="text" name="firstName" autocomplete="given-name"></label></p>
  <p><label>${signUp.sector.label}<br>
    <select name="sector">
      <option value="">${signUp.sector.none}</option>
${optionsOf(sectors, names).map(({ value, label }) => html`      <option value="${value}">${label}</option>\n`)}    </select></label></p>
  <p><label><input type="checkbox" name="consent" value="yes" required>
    ${wordings[current]}</label></p>
  <p><a href="${publicUrl}${statementUrl(site, 'privacy')}">${frame.privacy}</a></p>
  <p hidden><label>${signUp.trap} <input type="text" name="website" tabindex="-1" autocomplete="off"></label></p>
  <input type="hidden" name="consentVersion" value="${current}">
  <input type="hidden" name="_charset_">
${journey && html`  <input type="hidden" name="journey" value="${journey}">\n`}${
  returnTo && html`  <input type="hidden" name="return" value="${returnTo}">\n`
}  <button type="submit">${signUp.button}</button>
</form>
`.toString()
}
