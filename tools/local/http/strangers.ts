import type { IncomingMessage } from 'node:http'
import { requestSource } from '../../../shared/web/cross-site.ts'

/** The host names of this machine for itself, as browsers and SDKs write them in `Host`. */
const names = ['localhost', '127.0.0.1', '[::1]']

/**
 * Returns the values of `Host` that belong to a server of this machine.
 * @param port the server's port
 */
export const ownHosts = (port: number): string[] =>
  names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))

type Asking = Pick<IncomingMessage, 'method' | 'headers' | 'socket'>

/** Returns whether the request names this machine, and not a name that another site pointed here (DNS rebinding). */
export const isForUs = ({ headers, socket }: Asking): boolean =>
  ownHosts(socket.localPort ?? 0).includes(headers.host?.toLowerCase() ?? '')

/**
 * Returns whether a browser sends the request for another website (another port of this machine included), or hides
 * which website it is for. Programs send no such headers.
 */
export function isOfAnotherSite({ headers }: Asking): boolean {
  const { host, origin, 'sec-fetch-site': fetchSite } = headers
  const sites = { own: `http://${host}`, allowed: [] }
  const source = requestSource({ origin, fetchSite: [fetchSite].flat()[0] }, sites)
  return source === 'foreign' || source === 'hidden'
}

/**
 * Returns whether somebody followed a link to a page here. The site with the link can neither read nor frame the
 * page.
 */
export const isFollowedLink = ({ method, headers }: Asking): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
