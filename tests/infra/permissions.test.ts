import { describe, expect, it } from 'vitest'
import { type FunctionName, functionContracts, functionNames } from '../../shared/contracts/functions.ts'
import { statementsOf, statementsOfPolicy } from './statements.ts'
import { at, ofType, type Resource, synthesise, target } from './synthesised.ts'

const { data, service } = synthesise({ learningPlatforms: [{ source: 'lms', account: '123456789012' }] })

/** The only stars there are, each with its reason. */
const stars = {
  'ses:GetAccount': 'rate and quota belong to the account; IAM knows no resource for it',
  'dynamodb:ListStreams': 'Lambda demands it for a stream mapping; IAM knows no resource for it',
  's3:GetObject':
    'the distribution hands out every picture, and each is for everybody; the bucket holds nothing else',
  's3:PutObject': 'Lambda chooses the names of what it keeps; the bucket holds nothing else',
}

const functionOf = (name: FunctionName) =>
  ofType(service, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === `ShiftWorks-test-${name}`,
  )
const environmentOf = (name: FunctionName) =>
  at(functionOf(name)?.Properties, 'Environment.Variables') as Record<string, unknown>

function roleOf(name: FunctionName): Resource {
  const role = service.find(({ id }) => id === target(functionOf(name)?.Properties['Role']))
  if (!role) throw new Error(`${name} has no role.`)
  return role
}

const allowed = (resources: Resource[]) =>
  resources.flatMap(statementsOf).filter(({ Effect }) => Effect === 'Allow')

describe('what is allowed', () => {
  it('never names a star as its resource, but where AWS knows nothing smaller', () => {
    const starred = allowed([...data, ...service])
      .filter(({ Resource }) => Resource.some(resource => JSON.stringify(resource).includes('*')))
      .flatMap(({ Action }) => Action)
    expect(starred.toSorted()).toEqual(Object.keys(stars).toSorted())
  })

  it('never names a star in an action', () => {
    const actions = allowed([...data, ...service]).flatMap(({ Action }) => Action)
    expect(actions.length).toBeGreaterThan(20)
    expect(actions.filter(action => action.includes('*'))).toEqual([])
  })

  const ofKinds = (kinds: readonly string[]) => ({
    'ForAllValues:StringLike': {
      'dynamodb:LeadingKeys': kinds.map(kind => (kind.endsWith('#') ? `${kind}*` : kind)),
    },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  })

  it.each(functionNames)('lets %s write the kinds of rows that are its own, and no others', name => {
    const writes = statementsOf(roleOf(name)).filter(({ Action }) =>
      Action.some(action =>
        /^dynamodb:(Put|Update|Delete|ConditionCheck|BatchWrite|Transact|PartiQL)/.test(action),
      ),
    )
    const { rowsWritten } = functionContracts[name]
    expect(rowsWritten.length).toBeGreaterThan(0)
    expect(writes.map(({ Condition }) => Condition)).toEqual([ofKinds(rowsWritten)])
  })

  const published = ['journeys', 'J#', 'mirror#']
  const texts = ['reflection#', 'voice#', 'shelf#', 'shared-voices']
  const readable: Record<FunctionName, readonly string[]> = {
    // Of what learners write, the approved excerpts alone: some stand on the page for everybody.
    'sign-up': [...published, 'shelf#', 'shared-voices', 'sent-page#', 'invitation#', 'confirmations#'],
    'learner-pages': [
      ...published,
      ...texts,
      'L#',
      'A#',
      'S#',
      'mailbox#',
      'invitation#',
      'barred#',
      'journey-circles',
      'round#',
      'proposal#',
      'circle#',
      'circle-tie#',
    ],
    'start-journey': [...published, 'L#', 'holds'],
    'record-completion': [...published, 'L#'],
    'deliver-due': [
      ...published,
      ...texts,
      'L#',
      'A#',
      'S#',
      'sign-up#',
      'mailbox#',
      'sender',
      'confirmations#',
      'evidence#',
      'evidence-lost',
      'holds',
      'journey-circles',
      'round#',
      'proposal#',
      'circle#',
      'circle-tie#',
      'clearing#',
    ],
    'ses-feedback': [...published, 'L#', 'confirmations#'],
    'close-mirror': published,
    'deal-circles': [
      ...['journeys', 'J#', 'L#', 'barred#'],
      ...['journey-circles', 'round#', 'proposal#', 'circle#', 'circle-tie#'],
    ],
    'publish-events': ['journeys', 'L#', 'counters#', 'counted#'],
  }

  it.each(functionNames)('lets %s read the kinds of rows that are its own, and no others', name => {
    const reads = statementsOf(roleOf(name)).filter(
      ({ Action, Resource }) =>
        Action.some(action => /^dynamodb:(Get|BatchGet|Query|PartiQL)/.test(action)) &&
        !Action.includes('dynamodb:GetRecords') &&
        !JSON.stringify(Resource).includes('/index/'),
    )
    expect(functionContracts[name].rowsRead.toSorted()).toEqual(readable[name].toSorted())
    expect(reads.map(({ Condition }) => Condition)).toEqual([ofKinds(functionContracts[name].rowsRead)])
  })

  it('lets close-mirror alone walk over every row', () => {
    const scanning = functionNames.filter(name =>
      statementsOf(roleOf(name)).some(({ Action }) => Action.includes('dynamodb:Scan')),
    )
    expect(scanning).toEqual(['close-mirror'])
  })

  it('lets deliver-due and deal-circles alone ask what is due, by a statement of its own', () => {
    const ofIndex = functionNames.flatMap(name =>
      statementsOf(roleOf(name))
        .filter(({ Resource }) => JSON.stringify(Resource).includes('/index/'))
        .map(({ Action, Resource }) => [name, Action, Resource.length]),
    )
    expect(ofIndex).toEqual([
      ['deliver-due', ['dynamodb:Query'], 1],
      ['deal-circles', ['dynamodb:Query'], 1],
    ])
  })

  it("keeps what is published and what is told of operators out of every function's reach", () => {
    const all = functionNames.flatMap(name => functionContracts[name].rowsWritten)
    for (const key of ['J#shiftworks#1', 'journeys', 'audit#2026-11', 'imports', 'replays', 'evidence-lost'])
      for (const kind of all) expect(key.startsWith(kind), `${key} as ${kind}`).toBe(false)
  })

  it('comes from no managed policy, which AWS may widen', () => {
    for (const { Properties } of ofType(service, 'AWS::IAM::Role'))
      expect(Properties['ManagedPolicyArns']).toBeUndefined()
  })

  it('lets nobody put events on the bus but publish-events', () => {
    const putters = ofType(service, 'AWS::IAM::Role').filter(role =>
      statementsOf(role).some(({ Action }) => Action.includes('events:PutEvents')),
    )
    expect(putters.map(({ Properties }) => Properties['Description'])).toEqual(['What publish-events may do'])
  })

  it.each(functionNames)('lets %s read exactly the secrets that its environment names', name => {
    const secrets = Object.entries(environmentOf(name)).flatMap(([setting, value]) =>
      setting.endsWith('_SECRET') && value !== '' ? [value] : [],
    )
    const readable = statementsOf(roleOf(name)).flatMap(({ Action, Resource }) =>
      Action.includes('secretsmanager:GetSecretValue') ? Resource : [],
    )
    expect(new Set(readable)).toEqual(new Set(secrets))
  })

  it.each(functionNames)('lets what %s fails at be kept, and its log be written', name => {
    const [config] = ofType(service, 'AWS::Lambda::EventInvokeConfig').filter(
      ({ Properties }) => target(Properties['FunctionName']) === functionOf(name)?.id,
    )
    const log = at(functionOf(name)?.Properties, 'LoggingConfig.LogGroup')
    const platform = statementsOfPolicy(roleOf(name), 'platform')
    const allowedOn = (resource: unknown) =>
      platform.flatMap(({ Action, Resource }) =>
        Resource.some(one => target(one) === target(resource)) ? Action : [],
      )
    expect(allowedOn(at(config?.Properties, 'DestinationConfig.OnFailure.Destination'))).toContain(
      'sqs:SendMessage',
    )
    expect(allowedOn(log)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents'])
  })

  it.each([
    ['ses-feedback', 'sqs:', ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'SendMessage']],
    ['publish-events', 's3:', ['ListBucket', 'PutObject']],
    ['publish-events', 'dynamodb:', ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']],
  ] as const)('lets Lambda read for %s, and do nothing else in its name', (name, service, actions) => {
    const platform = statementsOfPolicy(roleOf(name), 'platform').flatMap(({ Action }) => Action)
    const found = platform.filter(action => action.startsWith(service))
    expect(found.toSorted()).toEqual(actions.map(action => service + action).toSorted())
  })

  it('lets a learning platform of another account put events under its own source only', () => {
    const [policy] = ofType(data, 'AWS::Events::EventBusPolicy')
    expect(policy?.Properties['Statement']).toMatchObject({
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Condition: { StringEquals: { 'events:source': 'lms' } },
    })
    expect(JSON.stringify(policy)).toContain(':iam::123456789012:root')
    expect(ofType(synthesise().data, 'AWS::Events::EventBusPolicy')).toEqual([])
  })

  it('lets learning platforms in whose sources differ in one sign, or are as long as may be', () => {
    const account = '123456789012'
    const sources = ['my.lms', 'my-lms', 'my/lms', 'mylms', 'l'.repeat(256), `${'l'.repeat(255)}m`]
    const learningPlatforms = sources.map(source => ({ source, account }))
    const policies = ofType(synthesise({ learningPlatforms }).data, 'AWS::Events::EventBusPolicy')
    const admitted = policies.map(({ Properties }) =>
      at(Properties, 'Statement.Condition.StringEquals.events:source'),
    )
    expect(admitted.toSorted()).toEqual(sources.toSorted())
    for (const { Properties } of policies) expect(Properties['StatementId']).toMatch(/^[\w-]{1,64}$/)
  })

  it('lets each rule send only to its own dead-letter queue, and CloudWatch to the alarms', () => {
    const services = allowed(
      service.filter(({ Type }) => Type === 'AWS::SQS::QueuePolicy' || Type === 'AWS::SNS::TopicPolicy'),
    )
    expect(services.length).toBeGreaterThan(5)
    for (const { Condition } of services)
      expect(JSON.stringify(Condition)).toMatch(/aws:SourceArn|aws:SourceAccount/)
  })
})
