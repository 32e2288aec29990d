import type { SignUpDeps } from '../../shared/application/sign-up.ts'
import { hour } from '../../shared/domain/duration.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext } from './context.ts'

/** Tells when the network's hour is over and forms are accepted again. */
export function networkBusy({ site }: SignUpContext, { clock }: Pick<SignUpDeps, 'clock'>): WebResponse {
  const seconds = Math.ceil((hour - (clock.now() % hour)) / 1000)
  return troubleResponse(site, 'too-many', { 'Retry-After': String(seconds) })
}
