/**
 * A content security policy: nothing from other sites, nothing inline, no framing.
 * @param also additions by directive, or replacements of the values here.
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

/** Headers of every response. No script runs, and no address (which may contain a token) leaks to other sites. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** How long a response may be cached, and by whom. */
export type Keep = 'never' | 'for-going-back' | 'minutes' | 'for-ever'

/**
 * Personal responses stay out of caches and search engines. The answer to a form that contains nothing but what was
 * typed may be kept by the browser; otherwise "Back" asks to send the form again.
 */
export const cacheHeaders: Readonly<Record<Keep, Readonly<Record<string, string>>>> = {
  never: { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  'for-going-back': { 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' },
  minutes: { 'Cache-Control': 'public, max-age=300' },
  'for-ever': { 'Cache-Control': 'public, max-age=31536000, immutable' },
}
