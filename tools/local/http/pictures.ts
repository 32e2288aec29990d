import type { IncomingMessage } from 'node:http'
import { cacheHeaders } from '../../../shared/web/headers.ts'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import type { Running } from '../run-wiring.ts'
import { gatewayMessage } from './gateway-response.ts'

/**
 * Serves the pictures of the template's bucket as the distribution does: the same to everybody, whatever the cookies
 * and the query, and without an access log.
 */
export const pictureHandler =
  ({ wiring, buckets }: Pick<Running, 'wiring' | 'buckets'>) =>
  async ({ method = 'GET', url = '' }: Pick<IncomingMessage, 'method' | 'url'>): Promise<WrittenResponse> => {
    const [path = ''] = url.split('?')
    const isAsked = wiring.pictures && ['GET', 'HEAD'].includes(method) && /^\/pictures\/[\w.-]+$/.test(path)
    const found = isAsked ? await buckets.read(wiring.pictures?.bucket ?? '', path.slice(1)) : undefined
    if (!found) return gatewayMessage(403, 'Forbidden')
    const { type, body } = found
    const headers = { ...cacheHeaders['for-ever'], 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' }
    return { status: 200, headers, body }
  }
