import { RemovalPolicy } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { explain } from './explain.ts'

/** The properties in which such secrets differ. */
export interface KeySecretProps {
  readonly description: string
  /** The secret's JSON, to which the generated `field` is added. */
  readonly template: Record<string, string>
  readonly field: string
  /** Why the secret is not rotated automatically. */
  readonly notRotated: string
  /** Kept when its stack is deleted, unless the creation of the stack failed. */
  readonly outlivesItsStack: boolean
}

/** A key that is generated in AWS and shown to nobody. */
export class KeySecret extends Secret {
  constructor(scope: Construct, id: string, props: KeySecretProps) {
    const { RETAIN_ON_UPDATE_OR_DELETE, DESTROY } = RemovalPolicy
    super(scope, id, {
      description: props.description,
      removalPolicy: props.outlivesItsStack ? RETAIN_ON_UPDATE_OR_DELETE : DESTROY,
      // Never edit this block: any change makes CloudFormation generate another value.
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
