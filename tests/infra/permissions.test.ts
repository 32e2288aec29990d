import { describe, expect, it } from 'vitest'
import { statementsOf } from './statements.ts'
import { ofType, type Resource, synthesise } from './synthesised.ts'

const { data, service } = synthesise({ learningPlatforms: [{ source: 'lms', account: '123456789012' }] })

/** The only stars there are, each with its reason. */
const stars = {
  'ses:GetAccount': 'rate and quota belong to the account; IAM knows no resource for it',
  'dynamodb:ListStreams': 'Lambda demands it for a stream mapping; IAM knows no resource for it',
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

  it('comes from no managed policy, which AWS may widen', () => {
    for (const { Properties } of ofType(service, 'AWS::IAM::Role'))
      expect(Properties['ManagedPolicyArns']).toBeUndefined()
  })

  it('lets nobody put events on the bus but publish-facts', () => {
    const putters = ofType(service, 'AWS::IAM::Role').filter(role =>
      statementsOf(role).some(({ Action }) => Action.includes('events:PutEvents')),
    )
    expect(putters.map(({ Properties }) => Properties['Description'])).toEqual(['What publish-facts may do'])
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

  it('lets each rule send only to its own dead-letter queue, and CloudWatch to the alarms', () => {
    const services = allowed(
      service.filter(({ Type }) => Type === 'AWS::SQS::QueuePolicy' || Type === 'AWS::SNS::TopicPolicy'),
    )
    expect(services.length).toBeGreaterThan(5)
    for (const { Condition } of services)
      expect(JSON.stringify(Condition)).toMatch(/aws:SourceArn|aws:SourceAccount/)
  })
})
