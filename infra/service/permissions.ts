import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Setting } from '../../shared/contracts/env.ts'
import { type FunctionName, functionContracts } from '../../shared/contracts/functions.ts'
import { allow } from '../constructs/allow.ts'
import { functionInfrastructure } from '../functions.ts'
import type { Resources } from './resources.ts'

/** The AWS calls that each function's code makes, and no others. A test compares them with the bundles. */
export function callsAllowed(name: FunctionName, resources: Resources): PolicyStatement[] {
  const { tableReads, calls } = functionInfrastructure[name]
  const { rowsRead, rowsWritten } = functionContracts[name]
  return [
    onRowsOf(rowsRead, tableReads, resources),
    onRowsOf(rowsWritten, tableWrites, resources),
    ...readsSecrets(name, resources),
    ...calls(resources),
  ]
}

/** Every function writes rows, some in transactions, which need the action of each write in them. */
const tableWrites = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem']

/**
 * Allows actions on the table if every row, or the queried partition, is of one of these kinds. A call without a
 * leading key would pass `ForAllValues`, so that is denied too. An index is a separate resource with leading keys of
 * its own. Source: DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control".
 */
function onRowsOf(
  kinds: readonly string[],
  actions: readonly string[],
  { data }: Resources,
): PolicyStatement {
  const statement = allow(actions, [data.table.tableArn])
  const patterns = kinds.map(kind => (kind.endsWith('#') ? `${kind}*` : kind))
  statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': patterns })
  statement.addCondition('Null', { 'dynamodb:LeadingKeys': 'false' })
  return statement
}

/** Exactly the secrets in the function's environment. */
function readsSecrets(name: FunctionName, { data, originKey }: Resources): PolicyStatement[] {
  const settings: readonly Setting[] = functionContracts[name].env.settings
  const secrets = [
    ...(settings.includes('LINK_KEYS_SECRET') ? [data.linkKeys.secretArn] : []),
    ...(settings.includes('ADDRESS_KEY_SECRET') ? [data.addressKey.secretArn] : []),
    ...(settings.includes('ORIGIN_SECRET') && originKey ? [originKey.secretArn] : []),
  ]
  return secrets.length > 0 ? [allow(['secretsmanager:GetSecretValue'], secrets)] : []
}
