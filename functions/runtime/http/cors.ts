import type { HttpRequest } from './request.ts'

/** Which other websites may use a route, and from where we are served ourselves. */
export interface OtherWebsites {
  /** `https://www.example.org`, exactly as browsers write it in `Origin`. */
  allowed: readonly string[]
  /** Our own: the beginning of the public URL. */
  own: string
}

const isAllowed = (origin: string | undefined, { allowed, own }: OtherWebsites): boolean =>
  origin !== undefined && (origin === own || allowed.includes(origin))

/**
 * Whether a browser says that the request comes from a website which is not on the list. Our own pages send
 * `Origin: null` with a form, as they send no referrer (Fetch standard, "append a request Origin header"), so then
 * `Sec-Fetch-Site` decides. Programs send neither, and are held by the limits instead.
 */
export function isForeign(
  { origin, fetchSite }: Pick<HttpRequest, 'origin' | 'fetchSite'>,
  sites: OtherWebsites,
): boolean {
  if (isAllowed(origin, sites)) return false
  if (fetchSite === 'cross-site' || fetchSite === 'same-site') return true
  return fetchSite === undefined && origin !== undefined && origin !== 'null'
}

/** What lets a script on an allowed website read the answer; nothing for others. Never with credentials. */
export function corsHeaders(origin: string | undefined, sites: OtherWebsites): Record<string, string> {
  if (origin === undefined || !isAllowed(origin, sites)) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'content-type',
    'Access-Control-Max-Age': '86400',
  }
}
