import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Setting } from '../../shared/contracts/env.ts'
import { type FunctionName, functionContracts } from '../../shared/contracts/functions.ts'
import { allow } from '../constructs/allow.ts'
import { functionInfrastructure } from '../functions.ts'
import type { Resources } from './resources.ts'

/** The AWS calls that each function's own code makes, and no others: a test compares them with the bundles. */
export function callsAllowed(name: FunctionName, resources: Resources): PolicyStatement[] {
  const { tableReads, calls } = functionInfrastructure[name]
  return [
    allow(tableReads, [resources.data.table.tableArn]),
    writesOwnRows(name, resources),
    ...readsSecrets(name, resources),
    ...calls(resources),
  ]
}

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
