const policy = (pictures: string) =>
  `default-src 'none'; style-src 'self'; img-src ${pictures}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** Stand on every answer. No script runs, nothing frames a page, and no address (which holds a token) leaks to other sites. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy("'self' data:"),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** For the page of a module: its author may show pictures from elsewhere, as in the email. They learn of no address either. */
export const picturesFromElsewhere: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy("'self' data: https:"),
}

/** How long an answer may be kept, and by whom. */
export type Keep = 'never' | 'minutes' | 'for-ever'

/** Personal answers stay out of every cache and every search engine. */
export const cacheHeaders: Readonly<Record<Keep, Readonly<Record<string, string>>>> = {
  never: { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  minutes: { 'Cache-Control': 'public, max-age=300' },
  'for-ever': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}
