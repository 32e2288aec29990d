import { receive, type SignUpDeps, type SignUpOutcome } from '../../shared/application/sign-up.ts'
import { sentPageUrl } from '../../shared/pages/sent.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext } from './context.ts'
import { networkBusy } from './network-busy.ts'

/** The page that says why a form was refused; undefined if it was accepted. */
export function rejectionOf(
  context: SignUpContext,
  deps: SignUpDeps,
  outcome: SignUpOutcome | 'asked' | 'asked-before',
): WebResponse | undefined {
  if (outcome === 'network-busy') return networkBusy(context, deps)
  return outcome === 'no-such-journey' ? troubleResponse(context.site, 'not-open') : undefined
}

/** Receives a form of ours with an address, and redirects to the page that shows it. */
export async function receiveForm(
  context: SignUpContext,
  deps: SignUpDeps,
  filled: Parameters<typeof receive>[1],
): Promise<WebResponse> {
  const pageId = deps.random.pageId()
  const outcome = await receive(deps, filled, pageId)
  return rejectionOf(context, deps, outcome) ?? seeOther(sentPageUrl(pageId))
}
