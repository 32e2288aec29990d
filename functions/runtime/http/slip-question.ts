import type { EmailAddress } from '../../../shared/contracts/email-address.ts'
import { type Form, fieldOf } from '../../../shared/contracts/form.ts'
import { likelyMeant } from '../../../shared/contracts/likely-slip.ts'
import type { Site } from '../../../shared/pages/site.ts'
import { slipPage } from '../../../shared/pages/slip.ts'
import { pageResponse, type WebResponse } from '../../../shared/web/response.ts'

/**
 * The question whether an address has a slip in it; undefined where it has none, or where somebody has said that it is
 * right. Nothing is kept before the answer.
 * @param to where the form was posted to, and where the answer goes, with all of its other fields.
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
