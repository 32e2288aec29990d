import { createHash } from 'node:crypto'
import { LocalProblem } from '../local-problem.ts'
import { account, arn, type Place, queueUrl, region } from './place.ts'

/** The `Ref` and the attributes that CloudFormation returns for a resource. */
export type Identity = { ref: string; attributes: Record<string, string> }
/** @param name the physical name */
type Identify = (name: string, place: Place, properties: Record<string, unknown>) => Identity
type Type = { nameProperty?: string; identify: Identify }

const named = (nameProperty: string, identify: Identify): Type => ({ nameProperty, identify })
const plain = (name: string): Identity => ({ ref: name, attributes: {} })
const withArn =
  (arnOf: (name: string) => string): Identify =>
  name => ({ ref: name, attributes: { Arn: arnOf(name) } })

/**
 * Secrets Manager appends six random characters to the name. Here they are derived from the name, so that they stay
 * the same.
 */
export const secretArn = (name: string): string =>
  arn('secretsmanager', `secret:${name}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`)

export const tableStreamArn = (table: string): string => arn('dynamodb', `table/${table}/stream/local`)

const table = named('TableName', name => ({
  ref: name,
  attributes: { Arn: arn('dynamodb', `table/${name}`), StreamArn: tableStreamArn(name) },
}))

const ruleName = (name: string, bus: unknown): string =>
  typeof bus === 'string' && bus !== 'default' ? `${bus.split('/').at(-1)}/${name}` : name

/** The resource types that others may refer to. */
const types: Record<string, Type> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SQS::Queue': named('QueueName', (name, place) => ({
    ref: queueUrl(place, name),
    attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: queueUrl(place, name) },
  })),
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    // Bucket names have no capitals (S3 user guide, "General purpose bucket naming rules").
    identify: name => ({
      ref: name.toLowerCase(),
      attributes: {
        Arn: `arn:aws:s3:::${name.toLowerCase()}`,
        RegionalDomainName: `${name.toLowerCase()}.s3.${region}.amazonaws.com`,
      },
    }),
  },
  'AWS::CloudFront::OriginAccessControl': { identify: name => ({ ref: name, attributes: { Id: name } }) },
  'AWS::Lambda::Function': named(
    'FunctionName',
    withArn(name => arn('lambda', `function:${name}`)),
  ),
  'AWS::Lambda::EventSourceMapping': { identify: plain },
  'AWS::Events::EventBus': named('Name', name => ({
    ref: name,
    attributes: { Arn: arn('events', `event-bus/${name}`), Name: name },
  })),
  'AWS::Events::Archive': named('ArchiveName', name => ({
    ref: name,
    attributes: { Arn: arn('events', `archive/${name}`), ArchiveName: name },
  })),
  'AWS::Events::Rule': named('Name', (name, _place, { EventBusName }) => ({
    ref: name,
    attributes: { Arn: arn('events', `rule/${ruleName(name, EventBusName)}`) },
  })),
  'AWS::SecretsManager::Secret': named('Name', name => ({
    ref: secretArn(name),
    attributes: { Id: secretArn(name) },
  })),
  'AWS::ApiGatewayV2::Api': {
    identify: (name, place) => ({ ref: name, attributes: { ApiId: name, ApiEndpoint: place.website } }),
  },
  'AWS::ApiGatewayV2::Integration': { identify: plain },
  'AWS::ApiGatewayV2::Route': { identify: plain },
  'AWS::ApiGatewayV2::Stage': named('StageName', plain),
  'AWS::SES::ConfigurationSet': named('Name', plain),
  'AWS::SES::EmailIdentity': named('EmailIdentity', plain),
  'AWS::SNS::Topic': named('TopicName', name => ({
    ref: arn('sns', name),
    attributes: { TopicArn: arn('sns', name), TopicName: name },
  })),
  'AWS::IAM::Role': named('RoleName', name => ({
    ref: name,
    attributes: { Arn: `arn:aws:iam::${account}:role/${name}`, RoleId: name },
  })),
  'AWS::Logs::LogGroup': named(
    'LogGroupName',
    withArn(name => `${arn('logs', `log-group:${name}`)}:*`),
  ),
  'AWS::CloudWatch::Alarm': named(
    'AlarmName',
    withArn(name => arn('cloudwatch', `alarm:${name}`)),
  ),
}

/** CloudFormation's pseudo parameters. */
export const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
}

/**
 * Returns a resource's `Ref` and attributes.
 * @param type the CloudFormation type
 * @param fallback the name if the template has none
 * @throws {LocalProblem} if the type is not supported here
 */
export function identify(
  type: string,
  fallback: string,
  properties: Record<string, unknown>,
  place: Place,
): Identity {
  const known = types[type]
  if (!known)
    throw new LocalProblem(
      `The template refers to a resource of type ${type}, whose attributes the local stack doesn't know. Add it to tools/local/template/identities.ts.`,
    )
  const given = known.nameProperty ? properties[known.nameProperty] : undefined
  return known.identify(typeof given === 'string' ? given : fallback, place, properties)
}
