import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { explain } from '../constructs/explain.ts'

/** The keys that sign links and that hash addresses. Both are generated in AWS and never shown to anybody. */
export function createSecrets(stack: Stack): { linkKeys: Secret; addressKey: Secret } {
  return {
    linkKeys: key(stack, 'LinkKeys', {
      description: 'ShiftWorks: keys that sign the links in emails, by key id',
      template: { current: '1' },
      field: '1',
      notRotated:
        'A new key is added by hand: an old one must go on proving the links in emails already sent.',
    }),
    addressKey: key(stack, 'AddressKey', {
      description: 'ShiftWorks: key of the hashes under which addresses are found',
      template: {},
      field: 'key',
      notRotated:
        'Addresses are found by hashes under this key; with another key nobody would be found any more.',
    }),
  }
}

interface Key {
  description: string
  /** The secret's JSON, to which the generated `field` is added. */
  template: Record<string, string>
  field: string
  notRotated: string
}

function key(stack: Stack, id: string, { description, template, field, notRotated }: Key): Secret {
  const secret = new Secret(stack, id, {
    description,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    // Never edit this block: CloudFormation generates another value at any change in it.
    generateSecretString: {
      secretStringTemplate: JSON.stringify(template),
      generateStringKey: field,
      passwordLength: 64,
      excludePunctuation: true,
    },
  })
  explain(secret, 'AwsSolutions-SMG4', notRotated)
  return secret
}
