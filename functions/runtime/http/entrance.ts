import { createHash, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { originKeyHeader } from '../../../shared/contracts/origin-key.ts'

/**
 * Checks whether a request came in by the intended way.
 * @returns the client's network address; undefined if the request bypassed the distribution.
 */
export type Entrance = (event: APIGatewayProxyEventV2) => Promise<{ network: string } | undefined>

/** Clients reach the HTTP API directly. */
export const direct: Entrance = async ({ requestContext }) => ({ network: requestContext.http.sourceIp })

/**
 * Clients reach a distribution, which alone reaches the HTTP API, by a secret key. The API sees the distribution's
 * address, so the client's is read from `X-Forwarded-For`: each hop appends its peer, API Gateway the distribution
 * and the distribution the client. Anything before these two is the client's invention. Source: CloudFront developer
 * guide, "HTTP request headers and CloudFront behavior".
 */
export const behindDistribution =
  (originKey: () => Promise<string>): Entrance =>
  async ({ headers }) => {
    if (!isSame(headers[originKeyHeader] ?? '', await originKey())) return undefined
    const network = headers['x-forwarded-for']?.split(',').at(-2)?.trim()
    return network ? { network } : undefined
  }

/** @param originKey of the distribution in front of the pages, if there is one. */
export const entranceFor = (originKey: (() => Promise<string>) | undefined): Entrance =>
  originKey ? behindDistribution(originKey) : direct

/** Compares in constant time, regardless of lengths and of where the texts differ. */
function isSame(one: string, other: string): boolean {
  const [digest, expected] = [one, other].map(text => createHash('sha256').update(text).digest())
  return digest !== undefined && expected !== undefined && timingSafeEqual(digest, expected)
}
