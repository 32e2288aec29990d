import { contentPolicy, securityHeaders } from '../../../shared/web/headers.ts'

/** Stand on every public response. */
export const publicHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
}

/** For the page of a module: its author may show pictures from elsewhere, as in the email. They learn of no address either. */
export const picturesFromElsewhere: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy({ 'img-src': "'self' data: https:" }),
}
