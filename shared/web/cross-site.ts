import type { WebRequest } from './request.ts'

/** The other websites that may use a route, and our own origin. */
export interface OtherWebsites {
  /** `https://www.example.org`, exactly as browsers send it in `Origin`. */
  allowed: readonly string[]
  /** Our own origin: the beginning of the public URL. */
  own: string
}

/**
 * The source of a request according to the browser. `own` and `allowed` come from `Origin`. `same-origin` comes from
 * `Sec-Fetch-Site` alone, which also covers addresses that a person typed. `hidden`: only `Origin: null`. `unsaid`:
 * neither header, as programs send.
 */
export type RequestSource = 'own' | 'allowed' | 'same-origin' | 'foreign' | 'hidden' | 'unsaid'

/**
 * Determines the source. Pages without a referrer send `Origin: null` with a form (Fetch standard, "append a request
 * Origin header"); then `Sec-Fetch-Site` decides (Fetch Metadata Request Headers, W3C).
 */
export function requestSource(
  { origin, fetchSite }: Pick<WebRequest, 'origin' | 'fetchSite'>,
  { own, allowed }: OtherWebsites,
): RequestSource {
  if (origin === own) return 'own'
  if (origin !== undefined && allowed.includes(origin)) return 'allowed'
  if (fetchSite === 'same-origin' || fetchSite === 'none') return 'same-origin'
  if (fetchSite !== undefined) return 'foreign'
  if (origin === undefined) return 'unsaid'
  return origin === 'null' ? 'hidden' : 'foreign'
}

/** The headers that let a script on an allowed website read the response; none for others. Never with credentials. */
export function corsHeaders(origin: string | undefined, sites: OtherWebsites): Record<string, string> {
  if (origin === undefined || (origin !== sites.own && !sites.allowed.includes(origin))) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'content-type',
    'Access-Control-Max-Age': '86400',
  }
}
