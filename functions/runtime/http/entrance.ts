import { createHash, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { originKeyHeader } from '../../../shared/contracts/origin-key.ts'

/**
 * Whether a request came in by the way that is open, and then which network it is from.
 * @returns undefined when it tried to go around
 */
export type Entrance = (event: APIGatewayProxyEventV2) => Promise<{ network: string } | undefined>

/** People reach the HTTP API themselves. */
export const direct: Entrance = async ({ requestContext }) => ({ network: requestContext.http.sourceIp })

/**
 * People reach a distribution, and only it reaches the HTTP API, by a key that nobody else has. To the API every request
 * comes from the distribution's own network, so the person's is read from `X-Forwarded-For`: each hop adds whom it heard
 * from, API Gateway the distribution, and the distribution the person. What stands before these two is the person's own
 * invention.
 * Source: CloudFront developer guide, "HTTP request headers and CloudFront behavior".
 */
export const behindDistribution =
  (originKey: () => Promise<string>): Entrance =>
  async ({ headers }) => {
    if (!isSame(headers[originKeyHeader] ?? '', await originKey())) return undefined
    const network = headers['x-forwarded-for']?.split(',').at(-2)?.trim()
    return network ? { network } : undefined
  }

/** @param originKey of the distribution before the pages, if there is one */
export const entranceFor = (originKey: (() => Promise<string>) | undefined): Entrance =>
  originKey ? behindDistribution(originKey) : direct

/** In a time that tells nothing of where two texts differ, nor of their lengths. */
function isSame(one: string, other: string): boolean {
  const [digest, expected] = [one, other].map(text => createHash('sha256').update(text).digest())
  return digest !== undefined && expected !== undefined && timingSafeEqual(digest, expected)
}
