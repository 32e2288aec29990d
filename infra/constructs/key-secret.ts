import { RemovalPolicy } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { explain } from './explain.ts'

/** What tells one such secret from another. */
export interface KeySecretProps {
  readonly description: string
  /** The secret's JSON, to which the generated `field` is added. */
  readonly template: Record<string, string>
  readonly field: string
  /** Why no function replaces it now and then. */
  readonly notRotated: string
  /** Kept when its stack is deleted, but for a stack whose creation failed. */
  readonly outlivesItsStack: boolean
}

/** A key that is generated in AWS and never shown to anybody. */
export class KeySecret extends Secret {
  constructor(scope: Construct, id: string, props: KeySecretProps) {
    const { RETAIN_ON_UPDATE_OR_DELETE, DESTROY } = RemovalPolicy
    super(scope, id, {
      description: props.description,
      removalPolicy: props.outlivesItsStack ? RETAIN_ON_UPDATE_OR_DELETE : DESTROY,
      // Never edit this block: CloudFormation generates another value at any change in it.
      generateSecretString: {
        secretStringTemplate: JSON.stringify(props.template),
        generateStringKey: props.field,
        passwordLength: 64,
        excludePunctuation: true,
      },
    })
    explain(this, 'AwsSolutions-SMG4', props.notRotated)
  }
}
