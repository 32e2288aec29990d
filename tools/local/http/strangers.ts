import type { IncomingMessage } from 'node:http'
import { requestSource } from '../../../shared/web/cross-site.ts'

/** The names of this machine for itself, as browsers and SDKs write them in `Host`. */
const names = ['localhost', '127.0.0.1', '[::1]']

/** @param port that a server listens at. @returns the values of `Host` that are its own. */
export const ownHosts = (port: number): string[] =>
  names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))

type Asking = Pick<IncomingMessage, 'method' | 'headers' | 'socket'>

/** Whether a request names this machine, and not a name that another site made point here (DNS rebinding). */
export const isForUs = ({ headers, socket }: Asking): boolean =>
  ownHosts(socket.localPort ?? 0).includes(headers.host?.toLowerCase() ?? '')

/**
 * Whether a browser asks on behalf of another website, one on another port of this machine included, or hides on whose.
 * Programs say nothing of it.
 */
export function isOfAnotherSite({ headers }: Asking): boolean {
  const { host, origin, 'sec-fetch-site': fetchSite } = headers
  const sites = { own: `http://${host}`, allowed: [] }
  const source = requestSource({ origin, fetchSite: [fetchSite].flat()[0] }, sites)
  return source === 'foreign' || source === 'hidden'
}

/** Whether somebody followed a link to a page here. Whoever made the link can neither read nor frame the page. */
export const isFollowedLink = ({ method, headers }: Asking): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
