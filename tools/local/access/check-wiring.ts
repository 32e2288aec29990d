import { LocalProblem } from '../local-problem.ts'
import { account, region } from '../template/place.ts'
import type { Wiring } from '../template/wiring.ts'
import type { Access } from './read-access.ts'
import { allow, matches, type Statement } from './statements.ts'

/**
 * Checks the permissions that the wiring needs: those of rules and routes to invoke functions, of rules to send to
 * queues, and of Lambda to read streams and queues and write to destinations. In AWS a missing one would fail
 * silently, or at deployment.
 * @throws {LocalProblem} naming every missing permission
 */
export function checkWiring(wiring: Wiring): void {
  const missing = [...rules(wiring), ...routes(wiring), ...mappings(wiring), ...destinations(wiring)]
  if (missing.length > 0)
    throw new LocalProblem(
      `In AWS this would be denied, so it isn't run here either:\n  ${missing.join('\n  ')}`,
    )
}

function mayInvoke({ invokers }: Access, service: string, sourceArn: string, functionArn: string): boolean {
  return invokers.some(
    invoker =>
      [functionArn, functionArn.split(':').at(-1)].includes(invoker.functionArn) &&
      invoker.service === service &&
      (invoker.sourceArn === undefined || matches(invoker.sourceArn, sourceArn)),
  )
}

/**
 * The permissions of a service that acts for one resource. Conditions on anything but that resource are assumed to be
 * met.
 */
function maySend({ queues }: Access, sourceArn: string, queueArn: string): boolean {
  const own = queues.filter(
    ({ Principal, Condition }) => isEventBridge(Principal) && isAbout(Condition, sourceArn),
  )
  return allow(own, 'sqs:SendMessage', queueArn)
}

const isEventBridge = (principal: Statement['Principal']): boolean =>
  typeof principal === 'object' && (principal['Service']?.includes('events.amazonaws.com') ?? false)

function isAbout(condition: Statement['Condition'], sourceArn: string): boolean {
  const arns = Object.values(condition ?? {}).flatMap(keys => keys['aws:SourceArn'] ?? [])
  return arns.length === 0 || arns.some(pattern => matches(pattern, sourceArn))
}

function rules({ rules, access }: Wiring): string[] {
  return rules.flatMap(({ name, arn, targets }) =>
    targets.flatMap(({ Arn, DeadLetterConfig }) => [
      ...(Arn.includes(':lambda:') && !mayInvoke(access, 'events.amazonaws.com', arn, Arn)
        ? [`the rule ${name} may not invoke ${Arn}`]
        : []),
      ...[Arn, DeadLetterConfig?.Arn ?? '']
        .filter(queue => queue.includes(':sqs:') && !maySend(access, arn, queue))
        .map(queue => `the rule ${name} may not send to ${queue}`),
    ]),
  )
}

function routes({ api, functions, access }: Wiring): string[] {
  return api.routes
    .filter(({ key, function: name }) => {
      const [method = '', path = ''] = key.split(' ')
      const source = `arn:aws:execute-api:${region}:${account}:${api.id}/$default/${method}${path}`
      const arn = functions.find(spec => spec.name === name)?.arn ?? ''
      return !mayInvoke(access, 'apigateway.amazonaws.com', source, arn)
    })
    .map(({ key, function: name }) => `the route ${key} may not invoke ${name}`)
}

const streamCalls = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map(call => `dynamodb:${call}`)
const queueCalls = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(call => `sqs:${call}`)

function mappings({ mappings, access }: Wiring): string[] {
  return mappings.flatMap(({ function: name, sourceArn }) => {
    const calls = sourceArn.includes(':sqs:') ? queueCalls : streamCalls
    return denied(access, name, calls, sourceArn)
  })
}

function destinations({ functions, mappings, access }: Wiring): string[] {
  const all = [
    ...functions.map(({ name, async }) => [name, async.onFailure] as const),
    ...mappings.map(mapping => [mapping.function, mapping.onFailure] as const),
  ]
  return all.flatMap(([name, destination]) => {
    if (!destination) return []
    if (!destination.startsWith('arn:aws:s3:')) return denied(access, name, ['sqs:SendMessage'], destination)
    return [
      ...denied(access, name, ['s3:ListBucket'], destination),
      ...denied(access, name, ['s3:PutObject'], `${destination}/aws/lambda/x`),
    ]
  })
}

const denied = ({ functions }: Access, name: string, calls: string[], resource: string): string[] =>
  calls
    .filter(call => !allow(functions.get(name) ?? [], call, resource))
    .map(call => `the role of ${name} doesn't allow ${call} on ${resource}`)
