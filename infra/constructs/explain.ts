import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Accepts one finding of cdk-nag on a construct and below it, with a reason. A rule with several findings for a
 * resource is named with the finding: `AwsSolutions-IAM5[Resource::*]`.
 */
export function explain(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason })
}
