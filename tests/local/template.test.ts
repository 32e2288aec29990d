import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readAssembly } from '../../tools/local/template/assembly.ts'
import { readWiring } from '../../tools/local/template/wiring.ts'
import { writeAssembly } from './fixture/assembly.ts'
import { dataTemplate, serviceTemplate } from './fixture/templates.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-template-'))
afterAll(() => rmSync(folder, { recursive: true }))

const place = { website: 'http://localhost:4299', aws: 'http://127.0.0.1:4298' }

/** Reads the fixture with something added to the service's template. */
function read(resources: object = {}, others: object = {}) {
  const service = { ...serviceTemplate, ...others, Resources: { ...serviceTemplate.Resources, ...resources } }
  writeAssembly(folder, { data: dataTemplate, service })
  return readWiring(readAssembly(folder), place)
}

/** Writes `(name)` as `Fn::Sub` wants it. */
const variables = (text: string) => text.replaceAll(/\(([^)]+)\)/g, '$${$1}')

/** A queue is the smallest resource in which an expression can stand. */
function nameOf(expression: unknown, others: object = {}) {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: expression } }
  return read({ Probe: queue }, others).queues.find(({ name }) => !name.startsWith('fixture-'))?.name
}

test('names, addresses and ARNs come out as CloudFormation would give them', () => {
  const { functions, queues, rules, mappings } = read()
  const pages = functions.find(({ name }) => name === 'fixture-pages')
  expect(pages).toMatchObject({
    arn: 'arn:aws:lambda:eu-west-2:000000000000:function:fixture-pages',
    timeoutSeconds: 10,
  })
  expect(pages?.environment).toMatchObject({
    TABLE_NAME: 'data-Table',
    BUS_NAME: 'fixture-bus',
    PUBLIC_URL: 'http://localhost:4299',
    CONFIGURATION_SET: 'fixture-mail',
  })
  const feedback = queues.find(({ name }) => name === 'fixture-feedback')
  expect(feedback?.url).toBe('http://127.0.0.1:4298/000000000000/fixture-feedback')
  expect(JSON.parse(feedback?.attributes['RedrivePolicy'] ?? '')).toEqual({
    deadLetterTargetArn: 'arn:aws:sqs:eu-west-2:000000000000:fixture-dead-letters',
    maxReceiveCount: 5,
  })
  expect(rules.find(({ name }) => name === 'service-DueNow')?.bus).toBe('fixture-bus')
  expect(rules.find(({ name }) => name === 'service-Tick')).toMatchObject({
    bus: 'default',
    schedule: 'rate(1 minute)',
  })
  expect(mappings.map(mapping => mapping.function)).toEqual(['fixture-publish', 'fixture-feedback'])
})

test.each<[string, unknown, string]>([
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-2'],
  [
    'Fn::Sub with names of its own',
    { 'Fn::Sub': [variables('x-(one)-(!two)'), { one: { Ref: 'AWS::StackName' } }] },
    variables('x-service-(two)'),
  ],
  [
    'Fn::Sub with an attribute',
    { 'Fn::Sub': variables('x-(DeadLetters.QueueName)') },
    'x-fixture-dead-letters',
  ],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'data:TableName' }, 'data-Table'],
  ['a parameter', { Ref: 'Size' }, 'big'],
  ['Fn::If', { 'Fn::If': ['IsLondon', 'london', 'elsewhere'] }, 'london'],
  ['Fn::If, otherwise', { 'Fn::If': ['IsNot', 'a', { 'Fn::If': ['IsEither', 'b', 'c'] }] }, 'b'],
])('%s', (_, expression, name) => {
  const isLondon = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] }
  const Conditions = {
    IsLondon: isLondon,
    IsNot: { 'Fn::Not': [{ Condition: 'IsLondon' }] },
    IsEither: { 'Fn::Or': [{ Condition: 'IsNot' }, { 'Fn::And': [isLondon, { Condition: 'IsLondon' }] }] },
  }
  const Parameters = { Size: { Type: 'String', Default: 'big' } }
  expect(nameOf(expression, { Conditions, Parameters })).toBe(name)
})

test('a property that is AWS::NoValue is not there; a resource whose condition fails neither', () => {
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } }
  const { queues } = read(
    {
      Plain: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'plain', DelaySeconds: { Ref: 'AWS::NoValue' } },
      },
      Absent: { Type: 'AWS::SQS::Queue', Condition: 'Never', Properties: { QueueName: 'absent' } },
    },
    { Conditions },
  )
  expect(queues.find(({ name }) => name === 'plain')?.attributes).toEqual({})
  expect(queues.map(({ name }) => name)).not.toContain('absent')
})

const queueNamed = (QueueName: unknown) => ({ Probe: { Type: 'AWS::SQS::Queue', Properties: { QueueName } } })

test.each<[string, object, RegExp]>([
  ['an unknown intrinsic', queueNamed({ 'Fn::Base64': 'a' }), /Fn::Base64/],
  ['a reference to nothing', queueNamed({ Ref: 'Nothing' }), /Nothing/],
  ['an import that nobody exports', queueNamed({ 'Fn::ImportValue': 'x' }), /imports x/],
  ['an unknown attribute', queueNamed({ 'Fn::GetAtt': ['Pages', 'SnapStart'] }), /SnapStart/],
  ['an unknown type', { Probe: { Type: 'AWS::Kinesis::Stream', Properties: {} } }, /AWS::Kinesis::Stream/],
  [
    'a property nobody emulates',
    { Probe: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } },
    /FifoQueue/,
  ],
  [
    'an input transformer',
    {
      Probe: {
        Type: 'AWS::Events::Rule',
        Properties: { Targets: [{ Id: 'a', Arn: 'b', InputTransformer: {} }] },
      },
    },
    /InputTransformer/,
  ],
  [
    'a throttle of a route that is none',
    {
      Probe: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ApiId: { Ref: 'Api' },
          StageName: '$default',
          AutoDeploy: true,
          RouteSettings: { 'POST /nowhere': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } },
        },
      },
    },
    /POST \/nowhere/,
  ],
])('%s is refused by name', (_, resources, message) => {
  expect(() => read(resources)).toThrow(message)
})
