import { describe, expect, it } from 'vitest'
import { functionContracts, functionNames } from '../../shared/contracts/functions.ts'
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
    expect(found && Object.keys(environmentOf(found)).toSorted()).toEqual(
      [...functionContracts[name].env.settings].toSorted(),
    )
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
      'publish-events': [2, 6],
      'close-mirror': [0, 1],
      'deal-circles': [0, 1],
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
})

describe('the concurrency of an account', () => {
  /** How many of them may run at once, by the template; a tick's worker may overlap with the next one's. */
  function takenBy(accountConcurrency: number) {
    const { service: resources } = synthesise({ accountConcurrency })
    const reserved = Object.fromEntries(
      ofType(resources, 'AWS::Lambda::Function').flatMap(found => {
        const max = found.Properties['ReservedConcurrentExecutions']
        return max === undefined ? [] : [[nameOf(found), Number(max)]]
      }),
    )
    const mappings = JSON.stringify(ofType(resources, 'AWS::Lambda::EventSourceMapping'))
    const [, feedback] = mappings.match(/"MaximumConcurrency":(\d+)/) ?? []
    const [, stream] = mappings.match(/"ParallelizationFactor":(\d+)/) ?? []
    const sender = ofType(resources, 'AWS::Lambda::Function').find(found => nameOf(found) === 'deliver-due')
    const workers = Number(sender && environmentOf(sender)['DELIVERY_WORKERS'])
    const atOnce = {
      workers,
      feedback: Number(feedback),
      stream: reserved['publish-events'] ?? Number(stream),
      delivery: reserved['deliver-due'] ?? 2 * workers,
    }
    return { reserved, ...atOnce, all: atOnce.feedback + atOnce.stream + atOnce.delivery }
  }

  it.each([10, 11, 50, 100, 101, 150, 1000, 3000])('of %d is left to the pages by half at least', account => {
    const { all } = takenBy(account)
    expect(all).toBeGreaterThan(0)
    expect(all).toBeLessThanOrEqual(account / 2)
  })

  it('is reserved only as far as AWS allows: a hundred stay for everybody', () => {
    for (const account of [10, 50, 100]) expect(takenBy(account).reserved).toEqual({})
    for (const account of [150, 1000, 3000]) {
      const { reserved } = takenBy(account)
      expect(Object.keys(reserved).toSorted()).toEqual(['deliver-due', 'publish-events'])
      const sum = Object.values(reserved).reduce((total, one) => total + one, 0)
      expect(account - sum).toBeGreaterThanOrEqual(100)
    }
  })

  it('is ten unless the settings say otherwise: feedback has as few readers as AWS allows', () => {
    expect(takenBy(10)).toMatchObject({ feedback: 2, stream: 1, delivery: 2, workers: 1 })
    expect(ofType(service, 'AWS::Lambda::EventSourceMapping')).toEqual(
      ofType(synthesise({ accountConcurrency: 10 }).service, 'AWS::Lambda::EventSourceMapping'),
    )
  })

  it('has room for all workers of two minutes and for confirmations, and for sixteen of them from 300 on', () => {
    for (const account of [50, 100, 150, 300, 1000]) {
      const { workers, delivery, reserved } = takenBy(account)
      if (reserved['deliver-due'] !== undefined) expect(delivery).toBeGreaterThanOrEqual(2 * workers + 2)
      expect(workers >= 16).toBe(account >= 300)
    }
  })

  it('lets as many senders run as the operator says', () => {
    const { service: resources } = synthesise({ accountConcurrency: 1000, maxDeliveryConcurrency: 40 })
    const [sender] = ofType(resources, 'AWS::Lambda::Function').filter(
      found => nameOf(found) === 'deliver-due',
    )
    expect(sender?.Properties['ReservedConcurrentExecutions']).toBe(40)
  })
})

describe('the environment of a function', () => {
  it('fits into the 4 KB that Lambda takes, with as many websites and domains as the settings allow', () => {
    const allowedOrigins = Array.from({ length: 99 }, (_, index) => `https://a${index}.partner.example`)
    const sharedDomains = Array.from({ length: 100 }, (_, index) => `mail${index + 100}.example.org`)
    expect(() => synthesise({ sharedDomains: [...sharedDomains, 'one.example.org'] })).toThrow(
      'sharedDomains',
    )
    const { service: resources } = synthesise({
      allowedOrigins,
      sharedDomains,
      operator: { name: 'Ä'.repeat(200), contact: 'help@example.org' },
      site: {
        domain: `${'a'.repeat(60)}.${'b'.repeat(60)}.example.org`,
        certificateArn: 'arn:aws:acm:eu-west-2:1:c/1',
      },
    })
    for (const found of ofType(resources, 'AWS::Lambda::Function')) {
      // A reference stands for a name or an address of AWS's: none of ours is longer than 120 signs.
      const sizes = Object.entries(environmentOf(found)).map(
        ([name, value]) => name.length + (typeof value === 'string' ? Buffer.byteLength(value) : 120),
      )
      expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(4096)
    }
  })
})
