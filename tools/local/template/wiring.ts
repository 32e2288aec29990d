import { type Access, readAccess } from '../access/read-access.ts'
import { LocalProblem } from '../local-problem.ts'
import type { Stack } from './assembly.ts'
import type { Place } from './place.ts'
import { type BucketSpec, readBuckets } from './readers/buckets.ts'
import { type FunctionSpec, readFunctions } from './readers/functions.ts'
import { type ApiSpec, readApi } from './readers/http-api.ts'
import { type MailSpec, readMail } from './readers/mail.ts'
import { type MappingSpec, readMappings } from './readers/mappings.ts'
import { type PicturesSpec, readPictures } from './readers/pictures.ts'
import { type QueueSpec, readQueues } from './readers/queues.ts'
import {
  type ArchiveSpec,
  type BusSpec,
  type RuleSpec,
  readArchives,
  readBuses,
  readRules,
} from './readers/rules.ts'
import { readSecrets, type SecretSpec } from './readers/secrets.ts'
import { readTables, type TableSpec } from './readers/tables.ts'
import { App } from './stack-scope.ts'

/** Everything that the local stack runs, as wired in the templates. */
export type Wiring = {
  tables: TableSpec[]
  queues: QueueSpec[]
  buckets: BucketSpec[]
  pictures: PicturesSpec | undefined
  functions: FunctionSpec[]
  buses: BusSpec[]
  rules: RuleSpec[]
  archives: ArchiveSpec[]
  mappings: MappingSpec[]
  api: ApiSpec
  secrets: SecretSpec[]
  mail: MailSpec
  access: Access
}

/** The emulated types. */
const emulated = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::CloudFront::Distribution',
  'AWS::Lambda::Function',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::SQS::QueuePolicy',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Events::Archive',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Stage',
  'AWS::SecretsManager::Secret',
  'AWS::SES::EmailIdentity',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
])

/** Types that matter only in AWS: alarms, logs, DNS records. */
const onlyInAws =
  /^AWS::(CloudWatch|Logs|SNS|Route53|CertificateManager|CDK|KMS|Budgets|ResourceGroups)::|^AWS::S3::BucketPolicy$|^AWS::CloudFront::OriginAccessControl$|^AWS::Events::EventBusPolicy$|^AWS::SecretsManager::ResourcePolicy$/

/**
 * Reads the wiring from the templates.
 * @param place the local addresses that replace those in the templates
 * @throws {LocalProblem} on a type, property, intrinsic or reference that is not supported
 */
export function readWiring(stacks: Stack[], place: Place): Wiring {
  const app = new App(stacks, place)
  const unknown = [...app.types()].filter(type => !emulated.has(type) && !onlyInAws.test(type))
  if (unknown.length > 0)
    throw new LocalProblem(
      `The template has resources that the local stack doesn't emulate: ${unknown.join(', ')}. Add them to tools/local/template/wiring.ts, as emulated or as of no effect here.`,
    )
  return {
    tables: readTables(app),
    queues: readQueues(app),
    buckets: readBuckets(app),
    pictures: readPictures(app),
    functions: readFunctions(app),
    buses: readBuses(app),
    rules: readRules(app),
    archives: readArchives(app),
    mappings: readMappings(app),
    api: readApi(app),
    secrets: readSecrets(app),
    mail: readMail(app),
    access: readAccess(app),
  }
}
