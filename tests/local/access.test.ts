import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkWiring } from '../../tools/local/access/check-wiring.ts'
import { enforceRoles } from '../../tools/local/access/enforce-roles.ts'
import { allow, type Statement } from '../../tools/local/access/statements.ts'
import { json } from '../../tools/local/aws/service.ts'
import { readAssembly } from '../../tools/local/template/assembly.ts'
import { readWiring } from '../../tools/local/template/wiring.ts'
import { writeAssembly } from './fixture/assembly.ts'
import { dataTemplate, serviceTemplate } from './fixture/templates.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-access-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The fixture's wiring without some of its resources. */
function wiringWithout(...gone: string[]) {
  const kept = Object.entries(serviceTemplate.Resources).filter(([name]) => !gone.includes(name))
  writeAssembly(folder, { data: dataTemplate, service: { Resources: Object.fromEntries(kept) } })
  return readWiring(readAssembly(folder), { website: 'http://localhost:1', aws: 'http://127.0.0.1:2' })
}

test('a wiring that is allowed everything passes', () => {
  expect(() => checkWiring(wiringWithout())).not.toThrow()
})

test.each([
  ['TickMayInvoke', /the rule service-Tick may not invoke .*fixture-deliver/],
  ['ReportsMaySend', /the rule service-Reports may not send to .*fixture-feedback/],
  ['ApiMayInvoke', /the route POST \/sign-up may not invoke fixture-pages/],
])('without %s it is refused', (gone, message) => {
  expect(() => checkWiring(wiringWithout(gone))).toThrow(message)
})

const statement = (Effect: 'Allow' | 'Deny', Action: string, Resource: string): Statement => ({
  Effect,
  Action: [Action],
  Resource: [Resource],
})

test.each<[string, Statement[], boolean]>([
  ['nothing', [], false],
  ['the very action and resource', [statement('Allow', 'sqs:SendMessage', 'arn:q')], true],
  ['wildcards', [statement('Allow', 'sqs:*', 'arn:?')], true],
  ['another resource', [statement('Allow', 'sqs:SendMessage', 'arn:other')], false],
  ['a denial beside it', [statement('Allow', '*', '*'), statement('Deny', 'sqs:Send*', '*')], false],
])('%s: %#', (_, statements, allowed) => {
  expect(allow(statements, 'sqs:SendMessage', 'arn:q')).toBe(allowed)
})

describe('a function', () => {
  const enforce = enforceRoles(wiringWithout().access)
  const call = (caller: string, service: string, action: string, input: object) =>
    enforce(
      {
        caller,
        service,
        action,
        method: 'POST',
        path: '/',
        headers: {},
        body: Buffer.from(JSON.stringify(input)),
      },
      async () => json(200, {}),
    )
  const table = { TableName: 'data-Table' }

  test.each<[string, string, string, object]>([
    ['its table', 'dynamodb', 'PutItem', table],
    ['its index', 'dynamodb', 'Scan', { ...table, IndexName: 'due' }],
    [
      'parts of a transaction',
      'dynamodb',
      'TransactWriteItems',
      { TransactItems: [{ Put: table }, { Delete: table }] },
    ],
    ['its bus', 'events', 'PutEvents', { Entries: [{ EventBusName: 'fixture-bus' }] }],
    [
      'its identity and configuration set',
      'ses',
      'POST /v2/email/outbound-bulk-emails',
      { FromEmailAddress: 'A <a@fixture.example>', ConfigurationSetName: 'fixture-mail' },
    ],
  ])('may use %s', async (_, service, action, input) => {
    expect((await call('fixture-pages', service, action, input)).status).toBe(200)
  })

  test.each<[string, string, string, object, RegExp]>([
    [
      'another action',
      'dynamodb',
      'UpdateItem',
      table,
      /dynamodb:UpdateItem on resource: .*table\/data-Table/,
    ],
    ['another index', 'dynamodb', 'Scan', table, /dynamodb:Scan on resource: .*table\/data-Table /],
    [
      'a transaction with a check',
      'dynamodb',
      'TransactWriteItems',
      { TransactItems: [{ ConditionCheck: table }] },
      /ConditionCheckItem/,
    ],
    ['the default bus', 'events', 'PutEvents', { Entries: [{}] }, /event-bus\/default/],
    [
      'a secret',
      'secretsmanager',
      'GetSecretValue',
      { SecretId: 'arn:x' },
      /secretsmanager:GetSecretValue on resource: arn:x/,
    ],
    ['the account', 'ses', 'GET /v2/email/account', {}, /ses:GetAccount/],
    [
      'a service that is none of its business',
      'lambda',
      'POST /2015-03-31/functions/x/invocations',
      {},
      /lambda:POST/,
    ],
  ])('may not use %s', async (_, service, action, input, message) => {
    await expect(call('fixture-pages', service, action, input)).rejects.toThrow(message)
  })

  describe('that may write some rows only', () => {
    const own = {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['L#*', 'holds'] },
      Null: { 'dynamodb:LeadingKeys': ['false'] },
    }
    const writes = (Condition: Statement['Condition']): Statement => ({
      Effect: 'Allow',
      Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
      Resource: ['*'],
      Condition,
    })
    const write = (action: string, input: object, condition: Statement['Condition'] = own) => {
      const enforced = enforceRoles({
        ...wiringWithout().access,
        functions: new Map([['writer', [writes(condition)]]]),
      })
      const body = Buffer.from(JSON.stringify(input))
      const call = {
        caller: 'writer',
        service: 'dynamodb',
        action,
        method: 'POST',
        path: '/',
        headers: {},
        body,
      }
      return enforced(call, async () => json(200, {}))
    }
    const put = (pk: string) => ({ ...table, Item: { pk: { S: pk }, sk: { S: 'x' } } })
    const update = (pk: string) => ({ ...table, Key: { pk: { S: pk }, sk: { S: 'x' } } })

    test.each([
      ['PutItem', put('L#1')],
      ['UpdateItem', update('holds')],
      ['TransactWriteItems', { TransactItems: [{ Put: put('L#1') }, { Update: update('L#2') }] }],
    ])('writes them: %s %j', async (action, input) => {
      expect((await write(action, input)).status).toBe(200)
    })

    test.each([
      ['PutItem', put('l#1')],
      ['PutItem', put('J#journey#1')],
      ['UpdateItem', update('holds-too')],
      ['TransactWriteItems', { TransactItems: [{ Put: put('L#1') }, { Update: update('audit#2026-11') }] }],
      ['PutItem', { ...table, Item: {} }],
    ])('does not write others: %s %j', async (action, input) => {
      await expect(write(action, input)).rejects.toThrow(
        /not authorized to perform: dynamodb:(Put|Update)Item/,
      )
    })
  })

  describe('that may read some rows only', () => {
    const reads: Statement = {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      Resource: ['*'],
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['L#*', 'holds'] },
        Null: { 'dynamodb:LeadingKeys': ['false'] },
      },
    }
    const read = (action: string, input: object) => {
      const access = { ...wiringWithout().access, functions: new Map([['reader', [reads]]]) }
      const body = Buffer.from(JSON.stringify(input))
      const asked = { caller: 'reader', service: 'dynamodb', action, method: 'POST', path: '/', headers: {} }
      return enforceRoles(access)({ ...asked, body }, async () => json(200, {}))
    }
    const rowOf = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } })
    const query = (KeyConditionExpression: string, pk: string, more = {}) => ({
      ...table,
      KeyConditionExpression,
      ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: 'L#' } },
      ...more,
    })
    const batch = (...pks: string[]) => ({ RequestItems: { [table.TableName]: { Keys: pks.map(rowOf) } } })

    test.each([
      ['GetItem', { ...table, Key: rowOf('L#1') }],
      ['Query', query('pk = :pk', 'holds')],
      ['Query', query('pk = :pk AND begins_with(sk, :sk)', 'L#1')],
      ['BatchGetItem', batch('L#1', 'L#2')],
    ])('reads them: %s %j', async (action, input) => {
      expect((await read(action, input)).status).toBe(200)
    })

    test.each([
      ['GetItem', { ...table, Key: rowOf('A#1') }],
      ['Query', query('pk = :pk', 'mailbox#1')],
      ['Query', query('pk = :pk AND begins_with(sk, :sk)', 'A#1')],
      ['Query', query('dp = :pk AND ds <= :sk', 'due#person#1', { IndexName: 'due' })],
      // Its partition cannot be told, so that it is refused.
      ['Query', query('#pk = :pk', 'L#1')],
      ['BatchGetItem', batch('L#1', 'A#1')],
      ['BatchGetItem', batch()],
    ])('does not read others: %s %j', async (action, input) => {
      await expect(read(action, input)).rejects.toThrow(/not authorized to perform: dynamodb:/)
    })
  })

  test('whose role has a condition that cannot be checked here is not run', () => {
    const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }
    const PolicyDocument = {
      Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', Condition }],
    }
    const Attached = { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument, Roles: [{ Ref: 'Role' }] } }
    const service = { Resources: { ...serviceTemplate.Resources, Attached } }
    writeAssembly(folder, { data: dataTemplate, service })
    const place = { website: 'http://localhost:1', aws: 'http://127.0.0.1:2' }
    expect(() => readWiring(readAssembly(folder), place)).toThrow(
      'the condition StringEquals on aws:SourceVpc',
    )
  })

  test('is held to its role, and nobody else is', async () => {
    expect((await call('somebody', 'dynamodb', 'DeleteTable', table)).status).toBe(200)
  })
})
