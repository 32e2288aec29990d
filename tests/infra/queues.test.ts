import { describe, expect, it } from 'vitest'
import { at, ofType, type Resource, startedByApiAlone, synthesise, target } from './synthesised.ts'

const { service } = synthesise()

/** Everything that may name a dead-letter queue or a destination for what failed. */
function deadLetterQueues(resources: Resource[]): Set<string | undefined> {
  return new Set([
    ...ofType(resources, 'AWS::SQS::Queue').map(queue =>
      target(at(queue.Properties, 'RedrivePolicy.deadLetterTargetArn')),
    ),
    ...ofType(resources, 'AWS::Lambda::EventInvokeConfig').map(config =>
      target(at(config.Properties, 'DestinationConfig.OnFailure.Destination')),
    ),
  ])
}

function queuesWithoutDeadLetters(resources: Resource[]): string[] {
  const deadLetters = deadLetterQueues(resources)
  return ofType(resources, 'AWS::SQS::Queue')
    .filter(({ id, Properties }) => !deadLetters.has(id) && Properties['RedrivePolicy'] === undefined)
    .map(({ id }) => id)
}

function queuesWithoutAlarm(resources: Resource[]): string[] {
  const watched = JSON.stringify(ofType(resources, 'AWS::CloudWatch::Alarm'))
  const onlyAsked = startedByApiAlone(resources)
  const reached = resources.filter(({ Type, Properties }) =>
    Type === 'AWS::Lambda::EventInvokeConfig'
      ? !onlyAsked.includes(target(Properties['FunctionName']) ?? '')
      : true,
  )
  return [...deadLetterQueues(reached)].flatMap(id => (id && !watched.includes(`"${id}"`) ? [id] : []))
}

function queuesWithoutTls(resources: Resource[]): string[] {
  const closed = ofType(resources, 'AWS::SQS::QueuePolicy').filter(({ Properties }) =>
    JSON.stringify(Properties).includes('"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"'),
  )
  const ids = closed.flatMap(({ Properties }) => (Properties['Queues'] as unknown[]).map(target))
  return ofType(resources, 'AWS::SQS::Queue')
    .map(({ id }) => id)
    .filter(id => !ids.includes(id))
}

describe('every queue', () => {
  it('has a dead-letter queue, or is one', () => {
    expect(ofType(service, 'AWS::SQS::Queue').length).toBeGreaterThan(1)
    expect(queuesWithoutDeadLetters(service)).toEqual([])
  })

  it('with work has it tried five times before it is a dead letter', () => {
    const tries = ofType(service, 'AWS::SQS::Queue').flatMap(
      ({ Properties }) => at(Properties, 'RedrivePolicy.maxReceiveCount') ?? [],
    )
    expect(tries).toEqual([5, 5])
  })

  it('is watched by an alarm where dead letters end, if anything can end there', () => {
    expect(startedByApiAlone(service)).toHaveLength(2)
    expect(queuesWithoutAlarm(service)).toEqual([])
  })

  it('is reached over TLS only', () => {
    expect(queuesWithoutTls(service)).toEqual([])
  })

  it('keeps messages for the fourteen days that SQS allows, encrypted', () => {
    for (const { Properties } of ofType(service, 'AWS::SQS::Queue'))
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true })
  })

  it('would be missed without any of these', () => {
    const bare: Resource = { id: 'Bare', Type: 'AWS::SQS::Queue', Properties: {} }
    const used: Resource = {
      id: 'Used',
      Type: 'AWS::SQS::Queue',
      Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Bare', 'Arn'] } } },
    }
    expect(queuesWithoutDeadLetters([bare])).toEqual(['Bare'])
    expect(queuesWithoutAlarm([bare, used])).toEqual(['Bare'])
    expect(queuesWithoutTls([bare])).toEqual(['Bare'])
  })
})

describe('the queue of SES events', () => {
  const [queue] = ofType(service, 'AWS::SQS::Queue').filter(
    ({ Properties }) => Properties['QueueName'] === 'ShiftWorks-test-ses-feedback',
  )

  it('waits a minute, so that no event overtakes the write that it is about', () => {
    expect(queue?.Properties['DelaySeconds']).toBe(60)
  })

  it('hides a message for six times as long as its reader may take', () => {
    const [reader] = ofType(service, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties['FunctionName'] === 'ShiftWorks-test-ses-feedback',
    )
    expect(queue?.Properties['VisibilityTimeout']).toBe(6 * Number(reader?.Properties['Timeout']))
  })
})
