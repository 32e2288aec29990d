import type { EmailAddress } from '../../../shared/contracts/email-address.ts'
import { type Form, fieldOf } from '../../../shared/contracts/form.ts'
import { likelyMeant } from '../../../shared/contracts/likely-slip.ts'
import type { Site } from '../../../shared/pages/site.ts'
import { slipPage } from '../../../shared/pages/slip.ts'
import { pageResponse, type WebResponse } from '../../../shared/web/response.ts'

/**
 * The page that asks whether an address has a slip; undefined if it has none, or if its owner said that it is right.
 * Nothing is stored before the answer.
 * @param to the path that the form was posted to, and that the answer is posted to with all other fields.
 */
export function slipQuestion(
  site: Site,
  to: string,
  form: Form,
  typed: EmailAddress,
): WebResponse | undefined {
  const meant = fieldOf(form, 'asTyped') === typed ? undefined : likelyMeant(typed)
  if (meant === undefined) return undefined
  const { email: _, asTyped: __, website: ___, _charset_: ____, ...fields } = form
  return pageResponse(() => slipPage(site, { to, fields, typed, meant }), {
    status: 422,
    keep: 'for-going-back',
  })
}
