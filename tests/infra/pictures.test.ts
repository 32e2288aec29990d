import { describe, expect, it } from 'vitest'
import { at, ofType, synthesise } from './synthesised.ts'

const { data } = synthesise()
const [distribution] = ofType(data, 'AWS::CloudFront::Distribution')
const [bucket] = ofType(data, 'AWS::S3::Bucket')
const config = (path: string) => at(distribution?.Properties, `DistributionConfig.${path}`)

describe('the place of pictures', () => {
  it('is a bucket that nobody reads but its distribution', () => {
    expect(bucket?.Properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    const [policy] = ofType(data, 'AWS::S3::BucketPolicy')
    const allowed = (
      at(policy?.Properties, 'PolicyDocument.Statement') as {
        Effect: string
        Action: unknown
        Principal: unknown
        Condition: unknown
      }[]
    ).filter(({ Effect }) => Effect === 'Allow')
    expect(allowed).toMatchObject([
      {
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: {} },
      },
    ])
    expect(JSON.stringify(allowed[0]?.Condition)).toContain(distribution?.id)
  })

  it('writes down nowhere who fetched what, and asks nothing of who asks', () => {
    expect(config('Logging')).toBeUndefined()
    expect(bucket?.Properties['LoggingConfiguration']).toBeUndefined()
    // The managed policies "CachingOptimized" and "SecurityHeadersPolicy": no cookie, query or header is part of the key.
    expect(config('DefaultCacheBehavior')).toMatchObject({
      CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03',
      ViewerProtocolPolicy: 'redirect-to-https',
    })
    expect(config('DefaultCacheBehavior.OriginRequestPolicyId')).toBeUndefined()
    expect(config('DefaultCacheBehavior.FunctionAssociations')).toBeUndefined()
    expect(config('DefaultCacheBehavior.LambdaFunctionAssociations')).toBeUndefined()
  })

  it('stays when its stack is deleted: emails carry its address for years', () => {
    for (const part of [bucket, distribution])
      expect([part?.DeletionPolicy, part?.UpdateReplacePolicy]).toEqual([
        expect.stringMatching(/^Retain/),
        'Retain',
      ])
  })
})
