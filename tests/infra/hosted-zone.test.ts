import { describe, expect, it } from 'vitest'
import { dnsCalls, recordsWritten } from './dns.ts'
import { statementsOf } from './statements.ts'
import { ofType, synthesise } from './synthesised.ts'

const site = {
  domain: 'shiftworks.example.org',
  certificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1',
}
const hostedZone = { id: 'Z0123456789', name: 'example.org' }
const byHand = synthesise({ site })
const zoned = synthesise({ site, hostedZone })
const stacks = { data: zoned.data, service: zoned.service }

describe('a hosted zone that is named after the records were made by hand', () => {
  it('meets no record of CloudFormation, which refuses a name that has one', () => {
    const types = Object.values(stacks).flatMap(resources => resources.map(({ Type }) => Type))
    expect(types.filter(type => type.startsWith('AWS::Route53'))).toEqual([])
  })

  it('has written over them what stood in the outputs, of the same name and kind, in one change a stack', () => {
    const outputs = Object.entries(byHand.outputs).filter(([name]) =>
      /^(DnsRecord\d|SiteDnsRecord)$/.test(name),
    )
    const kinds = outputs.map(([, { Value }]) => JSON.stringify(Value).match(/ (CNAME|MX|TXT) /)?.[1])
    const records = Object.values(stacks).flatMap(recordsWritten)
    expect(records.map(({ Type }) => Type).toSorted()).toEqual(kinds.toSorted())
    const written = JSON.stringify(outputs)
    for (const { Name } of records.filter(({ Name }) => !String(Name).includes('Fn::GetAtt')))
      expect(written).toContain(Name)
    for (const resources of Object.values(stacks))
      expect(dnsCalls(resources).map(({ event, HostedZoneId }) => [event, HostedZoneId])).toEqual([
        ['Create', hostedZone.id],
        ['Update', hostedZone.id],
      ])
  })

  it.each(['data', 'service'] as const)(
    'of the %s stack may have these records written, and none deleted',
    stack => {
      const statements = ofType(stacks[stack], 'AWS::IAM::Role')
        .flatMap(statementsOf)
        .filter(({ Action }) => Action.some(action => action.startsWith('route53:')))
      expect(statements).toHaveLength(1)
      const [{ Action, Resource, Condition } = { Action: [], Resource: [], Condition: {} }] = statements
      expect(Action).toEqual(['route53:ChangeResourceRecordSets'])
      expect(JSON.stringify(Resource)).toContain(`:route53:::hostedzone/${hostedZone.id}"`)
      const names = recordsWritten(stacks[stack]).map(({ Name }) => Name)
      const types = recordsWritten(stacks[stack]).map(({ Type }) => Type)
      expect(Condition).toEqual({
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': expect.any(Array),
          'route53:ChangeResourceRecordSetsRecordTypes': [...new Set(types)],
        },
      })
      expect(JSON.stringify(Condition).replaceAll('"', "'")).toContain(String(names.at(-1)))
    },
  )

  it('gives the function that writes them a log that ends, and no managed policy', () => {
    for (const resources of Object.values(stacks)) {
      const logs = ofType(resources, 'AWS::Logs::LogGroup').map(
        ({ Properties }) => Properties['RetentionInDays'],
      )
      expect(new Set(logs)).toEqual(new Set([30]))
      for (const { Properties } of ofType(resources, 'AWS::IAM::Role'))
        expect(Properties['ManagedPolicyArns']).toBeUndefined()
    }
  })

  it("leads to the pages by an alias where the site is the zone's own name, which can have no CNAME", () => {
    const apex = synthesise({ site: { ...site, domain: 'example.org' }, hostedZone })
    expect(recordsWritten(apex.service)).toMatchObject([{ Name: 'example.org', Type: 'A' }])
    expect(recordsWritten(apex.service)[0]?.AliasTarget).toBeDefined()
  })
})
