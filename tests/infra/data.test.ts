import { describe, expect, it } from 'vitest'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { recordsWritten } from './dns.ts'
import { assemble, at, ofType, synthesise } from './synthesised.ts'

const { data, outputs } = synthesise()

describe('the table', () => {
  const [table] = ofType(data, 'AWS::DynamoDB::Table')

  it('has the shape of the contract, and is billed by the request', () => {
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: tableShape.partitionKey, KeyType: 'HASH' },
        { AttributeName: tableShape.sortKey, KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
      StreamSpecification: { StreamViewType: tableShape.stream },
    })
  })

  it('has one index, with keys only', () => {
    expect(at(table?.Properties, 'GlobalSecondaryIndexes')).toEqual([
      {
        IndexName: tableShape.dueIndex.name,
        KeySchema: [
          { AttributeName: tableShape.dueIndex.partitionKey, KeyType: 'HASH' },
          { AttributeName: tableShape.dueIndex.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ])
  })

  it('sorts what is due by number, and knows everything else by text', () => {
    const types = at(table?.Properties, 'AttributeDefinitions') as {
      AttributeName: string
      AttributeType: string
    }[]
    const numbers = types.filter(({ AttributeType }) => AttributeType === 'N')
    expect(numbers.map(({ AttributeName }) => AttributeName)).toEqual([tableShape.dueIndex.sortKey])
  })

  it('can be restored to any moment, and is hard to delete', () => {
    expect(table?.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    })
  })
})

describe('what outlives a deployment', () => {
  it('stays when its stack is deleted', () => {
    const kept = ['Table', 'EventBus', 'Archive', 'Secret', 'EmailIdentity']
    const found = data.filter(({ Type }) => kept.some(kind => Type.endsWith(`::${kind}`)))
    expect(found).toHaveLength(6)
    for (const { id, DeletionPolicy, UpdateReplacePolicy } of found) {
      expect(DeletionPolicy, id).toMatch(/^Retain/)
      expect(UpdateReplacePolicy, id).toBe('Retain')
    }
  })

  it('is not deleted with its stack by mistake', () => {
    const assembly = assemble().synth()
    expect(assembly.getStackByName('ShiftWorks-test-data').terminationProtection).toBe(true)
  })

  it('archives our events and those of learning platforms', () => {
    const [archive] = ofType(data, 'AWS::Events::Archive')
    expect(archive?.Properties).toMatchObject({
      RetentionDays: 400,
      EventPattern: { source: ['shiftworks', 'learning-platform'] },
    })
  })
})

describe('a first deployment that failed', () => {
  const everything = synthesise({
    hostedZone: { id: 'Z0123456789', name: 'example.org' },
    site: {
      domain: 'shiftworks.example.org',
      certificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1',
    },
    learningPlatforms: [{ source: 'lms', account: '123456789012' }],
  })
  const resources = [...everything.data, ...everything.service]

  it('leaves nothing behind that the next try would collide with: names are not kept', () => {
    const kept = resources.filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
    expect(kept.map(({ Type }) => Type)).toEqual(['AWS::DynamoDB::Table'])
  })

  it('may leave an empty table, which protects itself from deletion, and whose name is made up anew', () => {
    const [table] = ofType(everything.data, 'AWS::DynamoDB::Table')
    expect(table?.Properties).toMatchObject({ DeletionProtectionEnabled: true })
    expect(table?.Properties).not.toHaveProperty('TableName')
  })
})

describe('the keys', () => {
  /**
   * CloudFormation generates a new value as soon as anything in `GenerateSecretString` changes, a default of the CDK's
   * that became explicit included. With a new address key nobody is found any more; with new link keys no link that is
   * out opens. Whoever wants another length or shape makes a new secret beside the old one, and never edits this.
   */
  it('are generated once: every word of how stays as it is, or a deployment would replace them', () => {
    const generated = ofType(data, 'AWS::SecretsManager::Secret').map(({ id, Properties }) => [
      id,
      at(Properties, 'GenerateSecretString'),
    ])
    expect(Object.fromEntries(generated)).toStrictEqual({
      LinkKeys5F500E84: {
        SecretStringTemplate: '{"current":"1"}',
        GenerateStringKey: '1',
        PasswordLength: 64,
        ExcludePunctuation: true,
      },
      AddressKey1F8FD90D: {
        SecretStringTemplate: '{}',
        GenerateStringKey: 'key',
        PasswordLength: 64,
        ExcludePunctuation: true,
      },
    })
  })
})

describe('the mail domain', () => {
  it('signs with DKIM, has a MAIL FROM of its own, and says which DNS records to make', () => {
    const [identity] = ofType(data, 'AWS::SES::EmailIdentity')
    expect(identity?.Properties).toMatchObject({
      EmailIdentity: 'learn.example.org',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: { MailFromDomain: 'bounce.learn.example.org' },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    })
    const records = Object.keys(outputs).filter(name => name.startsWith('DnsRecord'))
    expect(records).toHaveLength(5)
  })

  it('makes the records itself in a hosted zone', () => {
    const zoned = synthesise({ hostedZone: { id: 'Z0123456789', name: 'example.org' } })
    const types = recordsWritten(zoned.data).map(({ Type }) => Type)
    expect(types.toSorted()).toEqual(['CNAME', 'CNAME', 'CNAME', 'MX', 'TXT'])
    expect(Object.keys(zoned.outputs).filter(name => name.startsWith('DnsRecord'))).toEqual([])
  })
})

describe('after a restore', () => {
  const table = 'arn:aws:dynamodb:eu-west-2:123456789012:table/restored'
  const restored = synthesise({ restoredTableStream: `${table}/stream/2026-01-01T00:00:00.000` })

  it('the service works with the restored table', () => {
    expect(restored.outputs['TableName']?.Value).toBe('restored')
    const [stream] = ofType(restored.service, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties['TumblingWindowInSeconds'],
    )
    expect(stream?.Properties['EventSourceArn']).toBe(`${table}/stream/2026-01-01T00:00:00.000`)
    const roles = JSON.stringify(ofType(restored.service, 'AWS::IAM::Role'))
    expect(roles).toContain(`"${table}"`)
    expect(roles).not.toContain('Fn::ImportValue":"ShiftWorks-test-data:ExportsOutputRefTable')
  })

  it('the first table stays, and stays exported, so that the stacks can change one after the other', () => {
    const exports = (names: object) =>
      Object.keys(names).filter(name => name.includes('Table') && name.startsWith('Exports'))
    expect(ofType(restored.data, 'AWS::DynamoDB::Table')).toHaveLength(1)
    expect(exports(restored.outputs)).toEqual(exports(outputs))
    expect(exports(outputs)).toHaveLength(3)
  })
})

describe('a site of its own', () => {
  const site = {
    domain: 'shiftworks.example.org',
    certificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1',
  }

  it('is where links lead', () => {
    const { service, outputs: own } = synthesise({ site })
    expect(own['PublicUrl']?.Value).toBe('https://shiftworks.example.org')
    expect(own['SiteDnsRecord']).toBeDefined()
    expect(ofType(service, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1)
  })

  it('has its record made by hand where the hosted zone is another one', () => {
    const zoned = synthesise({
      site,
      mailDomain: 'learn.example.com',
      hostedZone: { id: 'Z1', name: 'example.com' },
    })
    expect(recordsWritten(zoned.service)).toEqual([])
    expect(zoned.outputs['SiteDnsRecord']).toBeDefined()
    expect(recordsWritten(zoned.data)).toHaveLength(5)
  })

  it('is found by a record in the hosted zone', () => {
    const { service } = synthesise({ site, hostedZone: { id: 'Z0123456789', name: 'example.org' } })
    expect(recordsWritten(service)).toMatchObject([{ Name: 'shiftworks.example.org', Type: 'CNAME' }])
  })
})
