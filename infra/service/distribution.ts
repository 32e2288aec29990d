import { Fn } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { originKeyHeader } from '../../shared/contracts/origin-key.ts'
import { explain } from '../constructs/explain.ts'

/** What a distribution needs beside its origin. */
export interface DistributionSettings {
  readonly webAclArn: string
  /** The key by which functions recognise requests of the distribution. */
  readonly originKey: Secret
}

/** The distribution in front of the pages. It caches only what the pages mark as cacheable for ever. */
export function createDistribution(
  scope: Construct,
  api: HttpApi,
  site: { readonly domain: string; readonly certificateArn: string },
  { webAclArn, originKey }: DistributionSettings,
): Distribution {
  const origin = new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
    customHeaders: { [originKeyHeader]: originKey.secretValueFromJson('key').unsafeUnwrap() },
  })
  const behaviour: BehaviorOptions = {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // The API accepts only its own host name.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  }
  const distribution = new Distribution(scope, 'Distribution', {
    domainNames: [site.domain],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', site.certificateArn),
    defaultBehavior: behaviour,
    additionalBehaviors: { '/assets/*': { ...behaviour, cachePolicy: CachePolicy.CACHING_OPTIMIZED } },
    webAclId: webAclArn,
    httpVersion: HttpVersion.HTTP2_AND_3,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    // Europe and North America; other regions are served from there.
    priceClass: PriceClass.PRICE_CLASS_100,
  })
  explain(
    distribution,
    'AwsSolutions-CFR1',
    'People who work in health and care may travel, and learn from anywhere.',
  )
  explain(
    distribution,
    'AwsSolutions-CFR3',
    'Its log would hold network addresses and private links, and the access log of the API behind it tells what operators need.',
  )
  return distribution
}
