import { describe, expect, it } from 'vitest'
import { functionContracts, functionNames } from '../../shared/contracts/functions.ts'
import { eventRules } from '../../shared/contracts/reactions.ts'
import { fallback, routes } from '../../shared/contracts/routes.ts'
import { schedules } from '../../shared/contracts/schedules.ts'
import { at, ofType, type Resource, synthesise, target } from './synthesised.ts'

const { service, outputs } = synthesise()
const byId = new Map(service.map(resource => [resource.id, resource]))

const functionOf = (id: string | undefined) =>
  String(byId.get(id ?? '')?.Properties['FunctionName']).replace('ShiftWorks-test-', '')
const rule = (resources: Resource[], name: string) => {
  const [found] = ofType(resources, 'AWS::Events::Rule').filter(
    ({ Properties }) => Properties['Name'] === name,
  )
  return found?.Properties ?? {}
}
const targetOf = (properties: Record<string, unknown>) => at(properties, 'Targets.0')

it('every function is started by something: an address, a rule, a queue or a stream', () => {
  const started = service.flatMap(({ Type, Properties }) => {
    if (Type === 'AWS::Events::Rule') return target(at(targetOf(Properties), 'Arn')) ?? []
    if (Type === 'AWS::ApiGatewayV2::Integration') return target(Properties['IntegrationUri']) ?? []
    return Type === 'AWS::Lambda::EventSourceMapping' ? (target(Properties['FunctionName']) ?? []) : []
  })
  const names = new Set(started.filter(id => byId.get(id)?.Type === 'AWS::Lambda::Function').map(functionOf))
  expect([...names].toSorted()).toEqual(functionNames.toSorted())
})

describe('the HTTP API', () => {
  it('has exactly the routes of the contract, each to its function, and a kind answer to the rest', () => {
    const found = ofType(service, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const integration = byId.get(target(at(Properties, 'Target.Fn::Join.1.1')) ?? '')
      const name = functionOf(target(at(integration?.Properties, 'IntegrationUri')))
      return `${Properties['RouteKey']} -> ${name}`
    })
    const agreed = routes.map(route => `${route.method} ${route.path} -> ${route.function}`)
    agreed.push(`$default -> ${fallback}`)
    expect(found.toSorted()).toEqual(agreed.toSorted())
  })

  it('speaks payload version 2 and deploys itself', () => {
    for (const { Properties } of ofType(service, 'AWS::ApiGatewayV2::Integration'))
      expect(Properties['PayloadFormatVersion']).toBe('2.0')
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
    })
  })

  it('takes more reads than gateways that open all five links of 200 emails a second', () => {
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    const rate = Number(at(stage?.Properties, 'DefaultRouteSettings.ThrottlingRateLimit'))
    expect(rate).toBeGreaterThan(5 * 200)
  })

  it('throttles each route that changes something by itself, whatever is read meanwhile', () => {
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    const own = (stage?.Properties['RouteSettings'] ?? {}) as Record<string, unknown>
    const pressed = routes.filter(({ method }) => !['GET', 'HEAD'].includes(method))
    expect(Object.keys(own).toSorted()).toEqual(
      pressed.map(({ method, path }) => `${method} ${path}`).toSorted(),
    )
    expect(own['POST /unsubscribe']).toEqual({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 })
  })

  it('is told of these routes before the stage that has settings of them: AWS refuses it otherwise', () => {
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    const own = Object.keys((stage?.Properties['RouteSettings'] ?? {}) as object)
    const before = (stage?.DependsOn ?? []).map(id => byId.get(id)?.Properties['RouteKey'])
    expect(before).toEqual(expect.arrayContaining(own))
  })

  it('asks API Gateway for no larger burst than it takes', () => {
    const { service: large } = synthesise({ requestsPerSecond: 10_000, pressesPerSecond: 5_000 })
    const [stage] = ofType(large, 'AWS::ApiGatewayV2::Stage')
    const bursts = [...JSON.stringify(stage).matchAll(/"ThrottlingBurstLimit":(\d+)/g)].map(
      ([, burst]) => burst,
    )
    expect(new Set(bursts)).toEqual(new Set(['5000']))
  })

  it('is reached by the site alone, where there is one', () => {
    const closed = (resources: Resource[]) =>
      ofType(resources, 'AWS::ApiGatewayV2::Api').map(
        ({ Properties }) => Properties['DisableExecuteApiEndpoint'],
      )
    const site = {
      domain: 'a.example.org',
      certificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1',
    }
    expect(closed(service)).toEqual([false])
    expect(closed(synthesise({ site }).service)).toEqual([true])
  })

  it('logs no network address, no browser, no path and no query', () => {
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    const format = String(at(stage?.Properties, 'AccessLogSettings.Format'))
    expect(format).toContain('$context.requestId')
    expect(format).not.toMatch(/sourceIp|userAgent|\.path|querystring|authorizer|domainName/i)
  })
})

describe('the rules', () => {
  it.each([
    ['start-journey', { source: ['shiftworks'], 'detail-type': ['SignUpConfirmed'] }],
    ['deliver-due', { source: ['shiftworks'], detail: { dueNow: [true] } }],
    ['record-completion', { source: ['learning-platform'], 'detail-type': ['ModuleCompletionReported'] }],
  ])('start %s from our bus', (name, pattern) => {
    const found = rule(service, name)
    expect(found).toMatchObject({ EventPattern: pattern, State: 'ENABLED' })
    expect(found['EventBusName']).toBeDefined()
    expect(functionOf(target(at(targetOf(found), 'Arn')))).toBe(name)
  })

  it.each(eventRules)('start %s by the events that its contract names', name => {
    const { reactsTo } = functionContracts[name]
    const named =
      'dueNow' in reactsTo ? { detail: { dueNow: [true] } } : { 'detail-type': reactsTo.detailType }
    const found = rule(service, name)
    expect(found['EventPattern'], `infra/functions/${name}.ts`).toEqual({ source: ['shiftworks'], ...named })
  })

  it('take in every learning platform that the settings name', () => {
    const { service: other } = synthesise({ learningPlatforms: [{ source: 'lms' }, { source: 'academy' }] })
    expect(rule(other, 'record-completion')).toMatchObject({ EventPattern: { source: ['lms', 'academy'] } })
  })

  it('name a source once that several accounts report under', () => {
    const learningPlatforms = ['123456789012', '210987654321'].map(account => ({ source: 'lms', account }))
    const { service: other } = synthesise({ learningPlatforms })
    expect(rule(other, 'record-completion')).toMatchObject({ EventPattern: { source: ['lms'] } })
  })

  it('start deliver-due every minute with a constant', () => {
    const tick = rule(service, 'ShiftWorks-test-tick')
    expect(tick).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' })
    expect(functionOf(target(at(targetOf(tick), 'Arn')))).toBe('deliver-due')
    expect(at(targetOf(tick), 'Input')).toBe('{"kind":"tick"}')
  })

  it('have publish-events fold figures every day with a constant', () => {
    const daily = rule(service, 'ShiftWorks-test-fold-statistics')
    expect(daily).toMatchObject({ ScheduleExpression: 'rate(1 day)', State: 'ENABLED' })
    expect(functionOf(target(at(targetOf(daily), 'Arn')))).toBe('publish-events')
    expect(at(targetOf(daily), 'Input')).toBe('{"kind":"fold-statistics"}')
  })

  it('have close-mirror look every quarter of an hour whether it is time, with a constant', () => {
    const found = rule(service, 'ShiftWorks-test-mondays')
    expect(found).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' })
    expect(functionOf(target(at(targetOf(found), 'Arn')))).toBe('close-mirror')
    expect(at(targetOf(found), 'Input')).toBe('{"kind":"close-mirror"}')
  })

  it('have deal-circles look every quarter of an hour what is due, with a constant', () => {
    const found = rule(service, 'ShiftWorks-test-circles')
    expect(found).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' })
    expect(functionOf(target(at(targetOf(found), 'Arn')))).toBe('deal-circles')
    expect(at(targetOf(found), 'Input')).toBe('{"kind":"deal-circles"}')
  })

  it('go by the clock under the names by which the operator’s status asks for them', () => {
    const byTheClock = ofType(service, 'AWS::Events::Rule').flatMap(({ Properties }) =>
      Properties['ScheduleExpression']
        ? [[Properties['Name'], functionOf(target(at(targetOf(Properties), 'Arn')))]]
        : [],
    )
    const known = Object.entries(schedules).map(([id, name]) => [`ShiftWorks-test-${id}`, name])
    expect(byTheClock.toSorted()).toEqual(known.toSorted())
  })

  it('hand what is replayed after a restore to a queue, and nothing else', () => {
    const found = rule(service, 'after-restore')
    expect(found['EventPattern']).toEqual({
      source: ['shiftworks'],
      'replay-name': [{ prefix: 'after-restore-' }],
    })
    const queue = byId.get(target(at(targetOf(found), 'Arn')) ?? '')
    expect(queue?.Properties['QueueName']).toBe('ShiftWorks-test-after-restore')
  })

  it('try for a day before they give an event up, and never a tick, which the next one replaces', () => {
    const tries = ofType(service, 'AWS::Events::Rule').map(({ Properties }) => [
      String(Properties['Name']).replace('ShiftWorks-test-', ''),
      at(targetOf(Properties), 'RetryPolicy'),
    ])
    const aDay = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }
    expect(Object.fromEntries(tries)).toEqual({
      'start-journey': aDay,
      'record-completion': aDay,
      mondays: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 900 },
      circles: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 900 },
      'deliver-due': aDay,
      'after-restore': aDay,
      'ses-events': aDay,
      'given-up-batches': aDay,
      tick: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      'fold-statistics': { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 3600 },
    })
  })

  it('have a dead-letter queue that may be written to: that of the function whose work it is', () => {
    const policies = JSON.stringify(ofType(service, 'AWS::SQS::QueuePolicy'))
    const queues = ofType(service, 'AWS::Events::Rule').map(({ id, Properties }) => {
      expect(policies).toContain(`{"Fn::GetAtt":["${id}","Arn"]}`)
      const queue = byId.get(target(at(targetOf(Properties), 'DeadLetterConfig.Arn')) ?? '')
      return [Properties['Name'], queue?.Properties['QueueName']].map(name =>
        String(name).replace('ShiftWorks-test-', ''),
      )
    })
    expect(Object.fromEntries(queues)).toEqual({
      'start-journey': 'start-journey-dead-letters',
      'record-completion': 'record-completion-dead-letters',
      mondays: 'close-mirror-dead-letters',
      circles: 'deal-circles-dead-letters',
      'deliver-due': 'deliver-due-dead-letters',
      tick: 'deliver-due-dead-letters',
      'fold-statistics': 'publish-events-dead-letters',
      'after-restore': 'publish-events-dead-letters',
      'given-up-batches': 'publish-events-dead-letters',
      'ses-events': 'ses-feedback-dead-letters',
    })
  })
})

describe('what SES reports', () => {
  it('comes from our configuration set only, and goes to the queue of ses-feedback', () => {
    const found = rule(service, 'ShiftWorks-test-ses-events')
    const [configurationSet] = ofType(service, 'AWS::SES::ConfigurationSet')
    expect(at(found, 'EventPattern.detail.mail.tags.ses:configuration-set')).toEqual([
      { Ref: configurationSet?.id },
    ])
    const queue = byId.get(target(at(targetOf(found), 'Arn')) ?? '')
    expect(queue?.Properties['QueueName']).toBe('ShiftWorks-test-ses-feedback')
  })

  it('is of emails that go over TLS only, and to nobody who bounced or complained', () => {
    const [configurationSet] = ofType(service, 'AWS::SES::ConfigurationSet')
    expect(configurationSet?.Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    })
  })

  it('is of emails as we wrote them: no link is rewritten and no pixel added, whatever the account has switched on', () => {
    const [configurationSet] = ofType(service, 'AWS::SES::ConfigurationSet')
    expect(at(configurationSet?.Properties, 'VdmOptions.DashboardOptions')).toEqual({
      EngagementMetrics: 'DISABLED',
    })
    expect(configurationSet?.Properties).not.toHaveProperty('TrackingOptions')
  })

  it('is asked for and taken in alike', () => {
    const [destination] = ofType(service, 'AWS::SES::ConfigurationSetEventDestination')
    expect(at(destination?.Properties, 'EventDestination.MatchingEventTypes')).toEqual(
      expect.arrayContaining(['send', 'reject', 'bounce', 'complaint', 'renderingFailure']),
    )
    expect(at(destination?.Properties, 'EventDestination.MatchingEventTypes')).toHaveLength(5)
    const found = rule(service, 'ShiftWorks-test-ses-events')
    expect(at(found, 'EventPattern.detail-type')).toEqual([
      'Email Sent',
      'Email Rejected',
      'Email Bounced',
      'Email Complaint Received',
      'Email Rendering Failed',
    ])
  })
})

describe('the readers', () => {
  const mapping = (name: string) => {
    const [found] = ofType(service, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => functionOf(target(Properties['FunctionName'])) === name,
    )
    return found?.Properties ?? {}
  }

  it('hand publish-events the writes that established events, with the shard, and settle records one by one', () => {
    const stream = mapping('publish-events')
    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      TumblingWindowInSeconds: 30,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 23 * 3600,
    })
    // Tried for as long as the record may age; a number of tries would end it within minutes.
    expect(stream['MaximumRetryAttempts']).toBeUndefined()
    expect(JSON.parse(String(at(stream, 'FilterCriteria.Filters.0.Pattern')))).toEqual({
      dynamodb: { NewImage: { f: { S: [{ exists: true }] } } },
    })
    const kept = byId.get(target(at(stream, 'DestinationConfig.OnFailure.Destination')) ?? '')
    expect(kept?.Type).toBe('AWS::S3::Bucket')
  })

  it('hand ses-feedback messages in batches, a few at a time, and settle them one by one', () => {
    expect(mapping('ses-feedback')).toMatchObject({
      BatchSize: 100,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })
})

describe('what the stream’s reader gives up', () => {
  const [bucket] = ofType(service, 'AWS::S3::Bucket')

  it('is kept for fourteen days, encrypted, closed to the public, over TLS only, and is deleted with nothing', () => {
    expect(bucket?.Properties).toMatchObject({
      BucketEncryption: expect.anything(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 14, Status: 'Enabled' }] },
    })
    // Older versions of what is thrown away would stay.
    expect(bucket?.Properties).not.toHaveProperty('VersioningConfiguration')
    const [policy] = ofType(service, 'AWS::S3::BucketPolicy')
    expect(JSON.stringify(policy)).toContain('"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"')
    expect(bucket).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' })
  })

  it('is noted in the dead-letter queue, which an alarm watches', () => {
    expect(at(bucket?.Properties, 'NotificationConfiguration')).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    })
    const found = rule(service, 'ShiftWorks-test-given-up-batches')
    expect(found['EventPattern']).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [{ Ref: bucket?.id }] } },
    })
    expect(found['EventBusName']).toBeUndefined()
    const queue = byId.get(target(at(targetOf(found), 'Arn')) ?? '')
    expect(queue?.Properties['QueueName']).toBe('ShiftWorks-test-publish-events-dead-letters')
  })
})

describe('the outputs', () => {
  it('tell people and tools where everything is', () => {
    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining([
        'PublicUrl',
        'TableName',
        'BusName',
        'ArchiveName',
        'ConfigurationSet',
        'GivenUpBatches',
      ]),
    )
  })
})
