import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib'
import {
  CachePolicy,
  Distribution,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { explain } from '../constructs/explain.ts'

/**
 * Stores the pictures of journeys and serves them at public addresses. Emails contain these addresses for years, so
 * neither is deleted with the stack. Nothing logs who fetched what.
 */
export function createPictures(scope: Construct): void {
  const bucket = new Bucket(scope, 'Pictures', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
  explain(
    bucket,
    'AwsSolutions-S1',
    'Its log would say which network fetched which picture, and so who read an email.',
  )
  const distribution = createDistribution(scope, bucket)
  new CfnOutput(scope, 'PicturesBucket', { value: bucket.bucketName })
  new CfnOutput(scope, 'PicturesUrl', { value: `https://${distribution.distributionDomainName}` })
}

/** The cache key is the path alone: no cookie, query or header of the client is forwarded. */
function createDistribution(scope: Construct, bucket: Bucket): Distribution {
  const distribution = new Distribution(scope, 'PicturesDistribution', {
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: false,
    },
    httpVersion: HttpVersion.HTTP2_AND_3,
    // Europe and North America; other regions are served from there.
    priceClass: PriceClass.PRICE_CLASS_100,
  })
  distribution.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  explain(
    distribution,
    'AwsSolutions-CFR1',
    'People who work in health and care may travel, and read emails anywhere.',
  )
  explain(
    distribution,
    'AwsSolutions-CFR2',
    'It hands out finished pictures from a cache: there is nothing behind it to attack.',
  )
  explain(
    distribution,
    'AwsSolutions-CFR3',
    'Its log would say which network fetched which picture, and so who read an email.',
  )
  explain(
    distribution,
    'AwsSolutions-CFR4',
    'It stands under the name that CloudFront gives it, whose certificate takes no setting.',
  )
  return distribution
}
