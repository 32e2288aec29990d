import type { IncomingMessage } from 'node:http'
import { oneEach } from '../../web/node-http.ts'
import { ApiError, type AwsCall } from './service.ts'

/** Services with a JSON protocol, by the text before the dot in `X-Amz-Target`. */
const targets: Record<string, string> = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  secretsmanager: 'secretsmanager',
}

/** Services with a REST protocol, by the beginning of the path. */
const paths: Record<string, string> = { '/v2/email/': 'ses', '/2015-03-31/functions/': 'lambda' }

/** Services with the query protocol, by the `Version` in every request. */
const versions: Record<string, string> = { '2011-06-15': 'sts', '2012-11-05': 'sqs-query' }

/**
 * Returns the service and action of a request. One endpoint serves all of AWS, so the protocol decides.
 * @throws {ApiError} if neither is emulated
 */
export function readCall(request: IncomingMessage, body: Buffer): AwsCall {
  const headers = oneEach(request.headers)
  const call = {
    caller: callerOf(headers),
    method: request.method ?? 'POST',
    path: request.url ?? '/',
    headers,
    body,
  }
  return { ...call, ...serviceOf(call) }
}

function serviceOf(call: Omit<AwsCall, 'service' | 'action'>): Pick<AwsCall, 'service' | 'action'> {
  const target = call.headers['x-amz-target']
  if (target) {
    const [prefix = '', action = ''] = target.split('.')
    return { service: targets[prefix] ?? unknown(target), action }
  }
  // Any path may name a bucket; only the signature shows that the request is for S3.
  if (/\/s3\/aws4_request/.test(call.headers['authorization'] ?? ''))
    return { service: 's3', action: `${call.method} ${call.path}` }
  const path = Object.keys(paths).find(beginning => call.path.startsWith(beginning))
  if (path) return { service: paths[path] ?? '', action: `${call.method} ${call.path}` }
  const form = new URLSearchParams(call.body.toString('utf8'))
  const version = form.get('Version') ?? ''
  return {
    service: versions[version] ?? unknown(`${call.method} ${call.path}`),
    action: form.get('Action') ?? '',
  }
}

/** The access key in the signature. The signature itself is not checked. */
const callerOf = (headers: Record<string, string>): string =>
  /Credential=([^/]{1,128})\//.exec(headers['authorization'] ?? '')?.[1] ?? 'nobody'

function unknown(what: string): never {
  throw new ApiError(
    'UnknownOperationException',
    `The local stack has no service for ${what}. It has DynamoDB and its streams, SQS, S3, SES v2, EventBridge, Secrets Manager, STS and Lambda's Invoke.`,
    404,
  )
}
