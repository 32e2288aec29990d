import type { AsyncInvocations } from '../functions/async-invocations.ts'
import type { Functions } from '../functions/functions.ts'
import { ApiError, json, type Service } from './service.ts'

/** Lambda's Invoke, waiting for the answer or not. Source: Lambda API reference, Invoke. */
export function lambda(functions: Functions, invocations: AsyncInvocations): Service {
  return async ({ action, body, headers }) => {
    const name = /^POST \/2015-03-31\/functions\/([^/]+)\/invocations/.exec(action)?.[1]
    if (!name)
      throw new ApiError(
        'UnknownOperationException',
        `The local stack knows Lambda's Invoke, not ${action}.`,
        404,
      )
    const known = functions.names().find(known => decodeURIComponent(name).split(':').includes(known))
    if (!known) throw new ApiError('ResourceNotFoundException', `Function not found: ${name}`, 404)
    const event: unknown = body.length > 0 ? JSON.parse(body.toString('utf8')) : {}
    if (headers['x-amz-invocation-type'] !== 'Event') return answer(await functions.get(known).invoke(event))
    invocations.accept(known, event)
    return json(202, {})
  }
}

function answer(outcome: Awaited<ReturnType<ReturnType<Functions['get']>['invoke']>>) {
  if (outcome.ok) return json(200, outcome.payload)
  const failure = json(200, outcome.error)
  return { ...failure, headers: { ...failure.headers, 'x-amz-function-error': 'Unhandled' } }
}
