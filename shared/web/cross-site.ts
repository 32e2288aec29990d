import type { WebRequest } from './request.ts'

/** Which other websites may use a route, and from where we are served ourselves. */
export interface OtherWebsites {
  /** `https://www.example.org`, exactly as browsers write it in `Origin`. */
  allowed: readonly string[]
  /** Our own: the beginning of the public URL. */
  own: string
}

/**
 * From where a browser says that a request comes. `own` and `allowed` are named by `Origin`; `same-origin` is vouched for
 * by `Sec-Fetch-Site` alone, which also knows what a person typed; `hidden` is an `Origin: null` and nothing else; and
 * programs send neither: `unsaid`.
 */
export type RequestSource = 'own' | 'allowed' | 'same-origin' | 'foreign' | 'hidden' | 'unsaid'

/**
 * Pages that send no referrer send `Origin: null` with a form (Fetch standard, "append a request Origin header"), so then
 * `Sec-Fetch-Site` decides (Fetch Metadata Request Headers, W3C).
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

/** What lets a script on an allowed website read the response; nothing for others. Never with credentials. */
export function corsHeaders(origin: string | undefined, sites: OtherWebsites): Record<string, string> {
  if (origin === undefined || (origin !== sites.own && !sites.allowed.includes(origin))) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'content-type',
    'Access-Control-Max-Age': '86400',
  }
}
