/** Operations of the AWS SDK, and the IAM action that each needs (service authorization reference). */
const actionOf: Record<string, string | readonly string[]> = {
  GetItem: 'dynamodb:GetItem',
  BatchGetItem: 'dynamodb:BatchGetItem',
  Query: 'dynamodb:Query',
  Scan: 'dynamodb:Scan',
  DescribeTable: 'dynamodb:DescribeTable',
  PutItem: 'dynamodb:PutItem',
  UpdateItem: 'dynamodb:UpdateItem',
  DeleteItem: 'dynamodb:DeleteItem',
  GetSecretValue: 'secretsmanager:GetSecretValue',
  PutSecretValue: 'secretsmanager:PutSecretValue',
  SendEmail: 'ses:SendEmail',
  SendBulkEmail: 'ses:SendBulkEmail',
  GetAccount: 'ses:GetAccount',
  ListSuppressedDestinations: 'ses:ListSuppressedDestinations',
  DeleteSuppressedDestination: 'ses:DeleteSuppressedDestination',
  // Who may not list a bucket is told of an object that is gone as of one that is not theirs (S3 API, GetObject).
  GetObject: ['s3:GetObject', 's3:ListBucket'],
  DeleteObject: 's3:DeleteObject',
  PutEvents: 'events:PutEvents',
  ListRules: 'events:ListRules',
  DescribeArchive: 'events:DescribeArchive',
  DescribeEventBus: 'events:DescribeEventBus',
  DescribeReplay: 'events:DescribeReplay',
  StartReplay: 'events:StartReplay',
  CancelReplay: 'events:CancelReplay',
  GetFunctionConfiguration: 'lambda:GetFunctionConfiguration',
  Invoke: 'lambda:InvokeFunction',
  GetQueueUrl: 'sqs:GetQueueUrl',
  GetQueueAttributes: 'sqs:GetQueueAttributes',
  ReceiveMessage: 'sqs:ReceiveMessage',
  SendMessage: 'sqs:SendMessage',
  ChangeMessageVisibilityBatch: 'sqs:ChangeMessageVisibility',
  DeleteMessageBatch: 'sqs:DeleteMessage',
  StartMessageMoveTask: 'sqs:StartMessageMoveTask',
  ListMessageMoveTasks: 'sqs:ListMessageMoveTasks',
}

/** A transaction needs the action of each kind of write in it, and none of its own. */
const actionInTransaction = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
}

/**
 * Operations that need no right here: those that the SDK carries along to find credentials or endpoints in other places
 * than Lambda, and the one question that everybody may ask.
 */
const needsNoRight = new Set([
  'AssumeRole',
  'AssumeRoleWithWebIdentity',
  // Of S3, for directory buckets alone.
  'CreateSession',
  'CreateOAuth2Token',
  'CreateOAuth2TokenWithIAM',
  'CreateToken',
  'DescribeEndpoints',
  'GetCallerIdentity',
  'GetRoleCredentials',
])

/** How the SDK makes a command: `class x extends command(endpoint, middleware, "GetItem", schema) {}`; names get mangled. */
const commandClass = /extends [\w$]+\([\w$]+,[\w$]+,"(\w+)",[\w$]+\)/g

const hasKey = (bundle: string, key: string) => new RegExp(`[{,]${key}:`).test(bundle)

/**
 * The IAM actions that a bundle's own calls need, in order; `dynamodb:Query on index` where it queries an index.
 * @throws at an operation whose action isn't known here
 */
export function actionsIn(bundle: string): string[] {
  const operations = [...bundle.matchAll(commandClass)].map(([, operation = '']) => operation)
  const actions = operations.filter(operation => !needsNoRight.has(operation)).flatMap(action(bundle))
  const onIndex = actions.includes('dynamodb:Query') && hasKey(bundle, 'IndexName')
  return [...new Set([...actions, ...(onIndex ? ['dynamodb:Query on index'] : [])])].toSorted()
}

const action = (bundle: string) => (operation: string) => {
  if (operation === 'TransactWriteItems')
    return Object.entries(actionInTransaction).flatMap(([key, needed]) =>
      hasKey(bundle, key) ? [needed] : [],
    )
  const needed = actionOf[operation]
  if (!needed)
    throw new Error(
      `A bundle calls ${operation}: add the IAM action that it needs to tests/infra/aws-calls.ts.`,
    )
  return [needed].flat()
}
