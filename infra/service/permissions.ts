import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Setting } from '../../shared/contracts/env.ts'
import { type FunctionName, functionContracts } from '../../shared/contracts/functions.ts'
import { tableShape } from '../../shared/contracts/table-shape.ts'
import { allow } from '../constructs/allow.ts'
import { keptUnder } from './given-up-batches.ts'
import type { Resources } from './resources.ts'

/** The AWS calls that each function's own code makes, and no others: a test compares them with the bundles. */
export function callsAllowed(name: FunctionName, resources: Resources): PolicyStatement[] {
  return [
    allow(reads(name), [resources.data.table.tableArn]),
    writesOwnRows(name, resources),
    ...readsSecrets(name, resources),
    ...(otherCalls[name]?.(resources) ?? []),
  ]
}

/** Every function reads rows; deliver-due those of a whole page of people at once. */
const reads = (name: FunctionName) => [
  'dynamodb:GetItem',
  'dynamodb:Query',
  ...(name === 'deliver-due' ? ['dynamodb:BatchGetItem'] : []),
]

/**
 * Every function writes rows, some in transactions, which need the action of each write in them; and only rows of the
 * kinds that are its own. A call without a leading key would pass `ForAllValues`, so that is refused as well.
 * Source: DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control".
 */
function writesOwnRows(name: FunctionName, { data }: Resources): PolicyStatement {
  const writes = allow(
    ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    [data.table.tableArn],
  )
  const kinds = functionContracts[name].rowsWritten.map(kind => (kind.endsWith('#') ? `${kind}*` : kind))
  writes.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': kinds })
  writes.addCondition('Null', { 'dynamodb:LeadingKeys': 'false' })
  return writes
}

/** Exactly the secrets that the function's environment names. */
function readsSecrets(name: FunctionName, { data, originKey }: Resources): PolicyStatement[] {
  const settings: readonly Setting[] = functionContracts[name].env.settings
  const secrets = [
    ...(settings.includes('LINK_KEYS_SECRET') ? [data.linkKeys.secretArn] : []),
    ...(settings.includes('ADDRESS_KEY_SECRET') ? [data.addressKey.secretArn] : []),
    ...(settings.includes('ORIGIN_SECRET') && originKey ? [originKey.secretArn] : []),
  ]
  return secrets.length > 0 ? [allow(['secretsmanager:GetSecretValue'], secrets)] : []
}

const otherCalls: Partial<Record<FunctionName, (resources: Resources) => PolicyStatement[]>> = {
  'deliver-due': ({ data, configurationSetArn, deliverDue }) => [
    allow(['dynamodb:Query'], [`${data.table.tableArn}/index/${tableShape.dueIndex.name}`]),
    allow(['ses:SendBulkEmail'], [data.mailIdentity.emailIdentityArn, configurationSetArn]),
    // The sending rate and quota belong to the account as a whole; IAM knows no smaller resource.
    allow(['ses:GetAccount'], ['*']),
    allow(['lambda:InvokeFunction'], [deliverDue.arn]),
  ],
  'publish-facts': ({ data, deadLetters }) => [
    allow(['events:PutEvents'], [data.bus.eventBusArn]),
    allow(['sqs:SendMessage'], [deadLetters['publish-facts'].queueArn]),
  ],
}

/** What Lambda needs, in the function's name, to read the queue or the stream for it. */
export function readsAllowed(
  name: FunctionName,
  { data, feedbackQueue, givenUpBatches }: Resources,
): PolicyStatement[] {
  if (name === 'ses-feedback')
    return [
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [feedbackQueue.queueArn]),
    ]
  if (name === 'publish-facts')
    return [
      allow(
        ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        [data.table.streamArn],
      ),
      // Lambda checks for it when the mapping is made; IAM knows no resource for it.
      allow(['dynamodb:ListStreams'], ['*']),
      // Source: Lambda developer guide, "Retaining discarded records for a DynamoDB event source in Lambda".
      allow(['s3:ListBucket'], [givenUpBatches.bucketArn]),
      allow(['s3:PutObject'], [givenUpBatches.arnForObjects(`${keptUnder}/*`)]),
    ]
  return []
}
