import { z } from 'zod'
import { LocalProblem } from '../../local-problem.ts'
import type { App } from '../stack-scope.ts'
import { readBuckets } from './buckets.ts'
import { noEffect, readProperties } from './read.ts'

const Properties = z.strictObject({
  DistributionConfig: z.strictObject({
    Enabled: z.literal(true),
    Origins: z.tuple([z.looseObject({ DomainName: z.string(), Id: z.string() })]),
    DefaultCacheBehavior: z.looseObject({ TargetOriginId: z.string() }),
    HttpVersion: noEffect,
    IPV6Enabled: noEffect,
    PriceClass: noEffect,
  }),
  Tags: noEffect,
})

/** The public bucket behind the distribution. */
export interface PicturesSpec {
  bucket: string
}

/** @throws {LocalProblem} if there are several distributions, or one has no bucket of the template as its origin */
export function readPictures(app: App): PicturesSpec | undefined {
  const [distribution, ...others] = app.resources('AWS::CloudFront::Distribution')
  if (!distribution) return undefined
  if (others.length > 0)
    throw new LocalProblem(
      'The local stack runs one distribution, that of the pictures, and there are several.',
    )
  const [origin] = readProperties(Properties, distribution).DistributionConfig.Origins
  const bucket = readBuckets(app).find(({ name }) => origin.DomainName.startsWith(`${name}.s3.`))
  if (bucket) return { bucket: bucket.name }
  throw new LocalProblem(
    `The distribution of pictures shows ${origin.DomainName}, which is no bucket of the template.`,
  )
}
