import { contentPolicy, securityHeaders } from '../../../shared/web/headers.ts'

/** Headers of every public response. */
export const publicHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
}

/**
 * For the page of a module, whose author may use pictures from other sites, as in the email. They are sent no
 * referrer either.
 */
export const picturesFromElsewhere: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy({ 'img-src': "'self' data: https:" }),
}
