import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { printProblem } from '../../terminal/printable.ts'
import { bodyOf } from '../../web/node-http.ts'
import { isForUs, isOfAnotherSite } from '../http/strangers.ts'
import { LocalProblem } from '../local-problem.ts'
import type { AwsResponse } from './call.ts'
import { readCall } from './route-call.ts'
import { ApiError, type AwsCall, errorAnswer, type Service } from './service.ts'

/** Middleware around every call and its response, for counting requests or breaking them on purpose. */
export type CallObserver = (call: AwsCall, answer: () => Promise<AwsResponse>) => Promise<AwsResponse>

/** The one endpoint for all AWS services. */
export class AwsEndpoint {
  readonly server: Server = createServer((request, response) => void this.#serve(request, response))
  /** Services by the name that `readCall` returns. Empty until the services have started. */
  readonly services = new Map<string, Service>()
  readonly observers: CallObserver[] = []

  constructor() {
    // A kept-alive connection that closes just as it is used again would look like a lost response.
    this.server.keepAliveTimeout = 0
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.#answer(request).catch(toAnswer)
    const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...headers } = answer.headers
    response.writeHead(answer.status, { ...headers, 'content-length': answer.body.length }).end(answer.body)
  }

  async #answer(request: IncomingMessage): Promise<AwsResponse> {
    if (!isForUs(request) || isOfAnotherSite(request))
      throw new ApiError('AccessDeniedException', 'Websites may not use the local AWS endpoint.', 403)
    const call = readCall(request, await bodyOf(request))
    const service = this.services.get(call.service)
    if (!service) throw new ApiError('ServiceUnavailable', 'The local stack is still starting.', 503)
    const watched = this.observers.reduce<() => Promise<AwsResponse>>(
      (next, observer) => () => observer(call, next),
      () => service(call).catch(toAnswer),
    )
    return watched()
  }
}

function toAnswer(error: unknown): AwsResponse {
  if (error instanceof ApiError) return errorAnswer(error.code, error.message, error.status)
  if (error instanceof LocalProblem) return errorAnswer('ValidationException', error.message, 400)
  printProblem('A call to the local AWS endpoint went wrong, which is a bug in the local stack:', error)
  return errorAnswer('InternalFailure', String(error), 500)
}
