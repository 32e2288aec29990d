import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { systemWaiting } from '../../shared/adapters/clock.ts'
import { dynamoReads, dynamoScan } from '../../shared/store/dynamo-reads.ts'
import { dynamoWrites } from '../../shared/store/dynamo-writes.ts'
import { LocalProblem } from './local-problem.ts'
import { type Place, region } from './template/place.ts'
import type { Wiring } from './template/wiring.ts'

/** AWS clients for the local stack's own work: publishing, and showing stored data. */
export function ownClients({ aws }: Pick<Place, 'aws'>) {
  const credentials = { accessKeyId: 'local-stack', secretAccessKey: 'local' }
  const config = { endpoint: aws, region, credentials }
  return { dynamo: new DynamoDBClient(config), secrets: new SecretsManagerClient(config) }
}

/** The table with the functions' client code. */
export function ownTable(wiring: Wiring, client: DynamoDBClient) {
  const dynamo = { client, TableName: settingOf(wiring, 'TABLE_NAME'), waiting: systemWaiting }
  return { ...dynamoReads(dynamo), ...dynamoScan(dynamo), ...dynamoWrites(dynamo) }
}

/**
 * Returns the value of a setting of the functions.
 * @throws {LocalProblem} if no function has it
 */
export function settingOf({ functions }: Wiring, name: string): string {
  const value = functions.map(({ environment }) => environment[name]).find(Boolean)
  if (value) return value
  throw new LocalProblem(
    `No function in the template has the setting ${name}, which the local stack needs too.`,
  )
}
