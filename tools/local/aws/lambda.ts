import type { AsyncInvocations } from '../functions/async-invocations.ts'
import type { Functions } from '../functions/functions.ts'
import type { FunctionSpec } from '../template/readers/functions.ts'
import { ApiError, json, type Service } from './service.ts'

/** `GetFunctionConfiguration`, and synchronous or asynchronous `Invoke`. Source: Lambda API reference. */
export function lambda(functions: Functions, invocations: AsyncInvocations): Service {
  return async ({ action, body, headers }) => {
    const [, method, name, what] =
      /^(GET|POST) \/2015-03-31\/functions\/([^/]+)\/(configuration|invocations)/.exec(action) ?? []
    const asked = `${method} ${what}`
    if (!name || (asked !== 'GET configuration' && asked !== 'POST invocations'))
      throw new ApiError(
        'UnknownOperationException',
        `The local stack knows Lambda's Invoke and GetFunctionConfiguration, not ${action}.`,
        404,
      )
    const known = functions.names().find(known => decodeURIComponent(name).split(':').includes(known))
    if (!known) throw new ApiError('ResourceNotFoundException', `Function not found: ${name}`, 404)
    if (method === 'GET') return json(200, configuration(functions.get(known).spec))
    const event: unknown = body.length > 0 ? JSON.parse(body.toString('utf8')) : {}
    if (headers['x-amz-invocation-type'] !== 'Event') return answer(await functions.get(known).invoke(event))
    invocations.accept(known, event)
    return json(202, {})
  }
}

const configuration = (spec: FunctionSpec) => ({
  FunctionName: spec.name,
  FunctionArn: spec.arn,
  Handler: spec.handler,
  Timeout: spec.timeoutSeconds,
  MemorySize: spec.memoryMegabytes,
  Environment: { Variables: spec.environment },
  State: 'Active',
  Version: '$LATEST',
})

function answer(outcome: Awaited<ReturnType<ReturnType<Functions['get']>['invoke']>>) {
  if (outcome.ok) return json(200, outcome.payload)
  const failure = json(200, outcome.error)
  return { ...failure, headers: { ...failure.headers, 'x-amz-function-error': 'Unhandled' } }
}
