/**
 * A content security policy: nothing from elsewhere, nothing inline, nothing frames a page.
 * @param also what else a page may load, by directive; or another value for one that stands here.
 */
export function contentPolicy(also: Readonly<Record<string, string>> = {}): string {
  const directives = {
    'default-src': "'none'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    ...also,
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

/** Stand on every response of every site of ours. No script runs, and no address (which may hold a token) leaks to other sites. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** How long a response may be kept, and by whom. */
export type Keep = 'never' | 'for-going-back' | 'minutes' | 'for-ever'

/**
 * Personal responses stay out of every cache and every search engine. An answer to a form that holds nothing but what was
 * typed is kept by the browser that typed it: without that, "Back" to it asks to confirm sending the form once more.
 */
export const cacheHeaders: Readonly<Record<Keep, Readonly<Record<string, string>>>> = {
  never: { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  'for-going-back': { 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' },
  minutes: { 'Cache-Control': 'public, max-age=300' },
  'for-ever': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}
