import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Lets one finding of cdk-nag stand, on one construct and below it, and says why.
 * A rule that reports several findings a resource is named with the finding: `AwsSolutions-IAM5[Resource::*]`.
 */
export function explain(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason })
}
