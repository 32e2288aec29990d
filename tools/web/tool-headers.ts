import { contentPolicy, securityHeaders } from '../../shared/web/headers.ts'

/**
 * Headers of every response of a local site: frames and scripts of its own are allowed. Referrers stay on the site
 * instead of being suppressed, because a browser would then send `Origin: null` with every form.
 */
export const toolHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': contentPolicy({
    'script-src': "'self'",
    'connect-src': "'self'",
    'frame-src': "'self'",
  }),
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
}

/**
 * For an email in a frame of its own: its styles are inline, and its pictures are on another site.
 * @param sandbox the permissions of the frame
 */
export const emailHeaders = (sandbox: string): Record<string, string> => ({
  'Content-Security-Policy': `default-src 'none'; img-src * data:; style-src 'unsafe-inline' *; font-src *; frame-ancestors 'self'; ${sandbox}`,
  'X-Frame-Options': 'SAMEORIGIN',
})
