import { describe, expect, it } from 'vitest'
import { originKeyHeader } from '../../shared/contracts/origin-key.ts'
import { recordsWritten } from './dns.ts'
import { at, ofType, synthesise, target } from './synthesised.ts'

const site = {
  domain: 'shiftworks.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
}
const { service, firewall, outputs } = synthesise({ site, distribution: {} })
const [distribution] = ofType(service, 'AWS::CloudFront::Distribution')
const config = (path: string) => at(distribution?.Properties, `DistributionConfig.${path}`)
const [secret] = ofType(service, 'AWS::SecretsManager::Secret')

describe('a distribution', () => {
  it('is not there unless the settings ask for it, and neither is its firewall', () => {
    const without = synthesise()
    expect(without.firewall).toBeUndefined()
    for (const type of ['AWS::CloudFront::Distribution', 'AWS::SecretsManager::Secret'])
      expect(ofType(without.service, type)).toEqual([])
  })

  it('stands under the name of the site, over TLS only, and keeps no page', () => {
    expect(config('Aliases')).toEqual([site.domain])
    expect(config('ViewerCertificate')).toMatchObject({
      AcmCertificateArn: site.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
    })
    const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
    expect(config('DefaultCacheBehavior')).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      CachePolicyId: cachingDisabled,
    })
    expect(outputs['PublicUrl']?.Value).toBe('https://shiftworks.example.org')
  })

  it('shows the functions its key, which stands in no template', () => {
    const [header] = config('Origins.0.OriginCustomHeaders') as { HeaderName: string; HeaderValue: unknown }[]
    expect(header?.HeaderName).toBe(originKeyHeader)
    expect(JSON.stringify(header?.HeaderValue)).toContain('{{resolve:secretsmanager:')
    expect(JSON.stringify(header?.HeaderValue)).toContain(`{"Ref":"${secret?.id}"}`)
  })

  it('is what both pages ask for the key of, and may read; nobody else', () => {
    const readers = ofType(service, 'AWS::Lambda::Function').filter(
      ({ Properties }) => target(at(Properties, 'Environment.Variables.ORIGIN_SECRET')) === secret?.id,
    )
    expect(readers.map(({ Properties }) => Properties['FunctionName']).toSorted()).toEqual([
      'ShiftWorks-test-learner-pages',
      'ShiftWorks-test-sign-up',
    ])
    const roles = ofType(service, 'AWS::IAM::Role').filter(role =>
      JSON.stringify(role).includes(`"${secret?.id}"`),
    )
    expect(roles.map(({ Properties }) => Properties['Description']).toSorted()).toEqual([
      'What learner-pages may do',
      'What sign-up may do',
    ])
  })

  it('reaches the API by its own address, which is not closed, and no domain of the API goes around it', () => {
    const [api] = ofType(service, 'AWS::ApiGatewayV2::Api')
    expect(api?.Properties['DisableExecuteApiEndpoint']).toBe(false)
    expect(ofType(service, 'AWS::ApiGatewayV2::DomainName')).toEqual([])
  })

  it('is found by a record in the hosted zone, of the same name and kind as without it, so that one takes the place of the other', () => {
    const hostedZone = { id: 'Z1', name: 'example.org' }
    const direct = { ...site, certificateArn: site.certificateArn.replace('us-east-1', 'eu-west-2') }
    const zoned = synthesise({ site, distribution: {}, hostedZone })
    const [before] = recordsWritten(synthesise({ site: direct, hostedZone }).service)
    const [behind] = recordsWritten(zoned.service)
    expect([behind?.Name, behind?.Type]).toEqual([before?.Name, before?.Type])
    expect(JSON.stringify(behind?.ResourceRecords)).toContain(distribution?.id)
    expect(zoned.outputs['SiteDnsRecord']).toBeUndefined()
    expect(JSON.stringify(outputs['SiteDnsRecord']?.Value)).toContain('CNAME')
  })
})

describe('the firewall', () => {
  const [webAcl] = ofType(firewall?.resources ?? [], 'AWS::WAFv2::WebACL')
  const rules = (webAcl?.Properties['Rules'] ?? []) as Record<string, unknown>[]

  it('stands where AWS takes firewalls of distributions, and before this one', () => {
    expect(firewall?.region).toBe('us-east-1')
    expect(webAcl?.Properties['Scope']).toBe('CLOUDFRONT')
    expect(config('WebACLId')).toBeDefined()
  })

  it('lets the one-click unsubscribe through before it counts anything', () => {
    const [first] = rules.toSorted((a, b) => Number(a['Priority']) - Number(b['Priority']))
    expect(first).toMatchObject({ Name: 'one-click-unsubscribe', Action: { Allow: {} } })
    expect(JSON.stringify(first)).toContain('"SearchString":"/unsubscribe"')
    expect(JSON.stringify(first)).toContain('"SearchString":"POST"')
  })

  it('turns away a network above what the settings say, and what AWS knows as attackers and attacks', () => {
    expect(at(rules[1], 'Statement.RateBasedStatement')).toEqual({
      AggregateKeyType: 'IP',
      EvaluationWindowSec: 300,
      Limit: 30_000,
    })
    const managed = rules.flatMap(rule => at(rule, 'Statement.ManagedRuleGroupStatement.Name') ?? [])
    expect(managed).toEqual(['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet'])
    const lower = synthesise({ site, distribution: { requestsPerNetwork: 500 } })
    expect(JSON.stringify(lower.firewall?.resources)).toContain('"Limit":500')
  })

  it('keeps no samples of requests, which would hold network addresses and links', () => {
    const seen = [webAcl?.Properties, ...rules].map(one => at(one, 'VisibilityConfig.SampledRequestsEnabled'))
    expect(new Set(seen)).toEqual(new Set([false]))
  })
})
