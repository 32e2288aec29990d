import { randomUUID } from 'node:crypto'
import type { AwsResponse } from './call.ts'

/** One request to the AWS endpoint. */
export type AwsCall = {
  /** The caller, by access key: a function's name, or the key that an operator's own tools use. */
  caller: string
  /** `dynamodb`, `sqs`, `events`, `secretsmanager`, `ses`, `sts` */
  service: string
  /** Such as `PutItem`; for REST the method and path. */
  action: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** Answers the calls of one service. */
export type Service = (call: AwsCall) => Promise<AwsResponse>

/** An error response, named as in the API reference. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** One action of a service with a JSON protocol. It takes the request's JSON and returns that of the response. */
export type Action = (input: Record<string, unknown>) => unknown

/**
 * Makes a service of actions.
 * @param version of the protocol: `1.0` or `1.1`
 */
export function jsonService(name: string, version: string, actions: Record<string, Action>): Service {
  return async call => {
    const action = actions[call.action]
    if (!action)
      throw new ApiError(
        'UnknownOperationException',
        `The local stack doesn't know ${name} ${call.action}. It knows ${Object.keys(actions).join(', ')}; docs/local.md lists what differs from AWS.`,
      )
    const input =
      call.body.length > 0 ? (JSON.parse(call.body.toString('utf8')) as Record<string, unknown>) : {}
    return json(200, (await action(input)) ?? {}, `application/x-amz-json-${version}`)
  }
}

export function json(status: number, output: unknown, type = 'application/json'): AwsResponse {
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': randomUUID() },
    body: Buffer.from(JSON.stringify(output)),
  }
}

/** The error format that SDKs read in every JSON protocol. */
export function errorAnswer(code: string, message: string, status: number): AwsResponse {
  const answer = json(status, { __type: code, message, Message: message }, 'application/x-amz-json-1.1')
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } }
}
