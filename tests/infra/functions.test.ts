import { describe, expect, it } from 'vitest'
import { functionNames } from '../../infra/bundle.ts'
import { functionEnv } from '../../shared/contracts/env.ts'
import { claimExpiry } from '../../shared/domain/sending-policy.ts'
import { at, ofType, type Resource, synthesise, target } from './synthesised.ts'

const { service } = synthesise()
const functions = ofType(service, 'AWS::Lambda::Function')
const nameOf = ({ Properties }: Resource) =>
  String(Properties['FunctionName']).replace('ShiftWorks-test-', '')
const environmentOf = ({ Properties }: Resource) =>
  (at(Properties, 'Environment.Variables') ?? {}) as Record<string, unknown>

describe('every function', () => {
  it('of the contract exists, and no other', () => {
    expect(functions.map(nameOf).toSorted()).toEqual(functionNames.toSorted())
  })

  it('runs Node 24 on arm64', () => {
    for (const { Properties } of functions)
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      })
  })

  it.each(functionNames)('%s has exactly the environment that the contract names', name => {
    const [found] = functions.filter(candidate => nameOf(candidate) === name)
    expect(found && Object.keys(environmentOf(found)).toSorted()).toEqual(functionEnv[name].toSorted())
  })

  it('has a role of its own', () => {
    const roles = functions.map(({ Properties }) => target(Properties['Role']))
    expect(new Set(roles).size).toBe(functions.length)
    expect(
      ofType(service, 'AWS::IAM::Role')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(roles.toSorted())
  })

  it('has a log that ends', () => {
    const logs = new Map(ofType(service, 'AWS::Logs::LogGroup').map(log => [log.id, log.Properties]))
    for (const { Properties } of functions) {
      const log = logs.get(target(at(Properties, 'LoggingConfig.LogGroup')) ?? '')
      expect(log).toMatchObject({
        RetentionInDays: 30,
        LogGroupName: `/aws/lambda/${Properties['FunctionName']}`,
      })
    }
  })

  it('has somewhere for what it fails at', () => {
    const configs = ofType(service, 'AWS::Lambda::EventInvokeConfig')
    const withDestination = configs
      .filter(({ Properties }) => at(Properties, 'DestinationConfig.OnFailure.Destination'))
      .map(({ Properties }) => target(Properties['FunctionName']))
    expect(withDestination.toSorted()).toEqual(functions.map(({ id }) => id).toSorted())
  })

  it('tries again for hours where nobody waits, and not where somebody does, or the next tick is better', () => {
    const tries = ofType(service, 'AWS::Lambda::EventInvokeConfig').map(({ Properties }) => {
      const [found] = functions.filter(({ id }) => id === target(Properties['FunctionName']))
      const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = Properties
      return [found && nameOf(found), [MaximumRetryAttempts, Number(MaximumEventAgeInSeconds) / 3600]]
    })
    expect(Object.fromEntries(tries)).toEqual({
      'sign-up': [0, 1],
      'learner-pages': [0, 1],
      'deliver-due': [0, 1],
      'start-journey': [2, 6],
      'record-completion': [2, 6],
      'ses-feedback': [2, 6],
      'publish-facts': [2, 6],
    })
  })

  it('says what learners notice when it fails', () => {
    for (const { Properties } of functions)
      expect(Properties['Description']).toMatch(/^When it fails: .{15,200}\.$/)
  })
})

describe('deliver-due', () => {
  it('has time to settle what it has begun, and is over long before its claims are taken for lost', () => {
    const [found] = functions.filter(candidate => nameOf(candidate) === 'deliver-due')
    const seconds = Number(found?.Properties['Timeout'])
    expect(seconds).toBeGreaterThanOrEqual(60 + 30 + 20)
    expect(seconds).toBeLessThanOrEqual(claimExpiry / 2000)
  })

  const reserved = (resources: Resource[]) =>
    ofType(resources, 'AWS::Lambda::Function').flatMap(found =>
      found.Properties['ReservedConcurrentExecutions'] ? [nameOf(found)] : [],
    )

  it('takes no concurrency away from others, unless the settings say so', () => {
    expect(reserved(service)).toEqual([])
    expect(reserved(synthesise({ maxDeliveryConcurrency: 4 }).service)).toEqual(['deliver-due'])
  })
})
