import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bundles, bundleFunctions } from '../../infra/bundle.ts'
import { type FunctionName, functionContracts, functionNames } from '../../shared/contracts/functions.ts'
import * as rowKinds from '../../shared/contracts/row-kinds.ts'
import { actionsIn } from './aws-calls.ts'
import { statementsOfPolicy } from './statements.ts'
import { ofType, synthesise } from './synthesised.ts'

const root = resolve(import.meta.dirname, '../..')
const { service } = synthesise()

/** What the role of a function allows its own code; not what Lambda does in its name. */
function allowedTo(name: FunctionName): string[] {
  const [role] = ofType(service, 'AWS::IAM::Role').filter(
    ({ Properties }) => Properties['Description'] === `What ${name} may do`,
  )
  const actions =
    role &&
    statementsOfPolicy(role, 'calls').flatMap(({ Action, Resource }) =>
      Action.map(action => (JSON.stringify(Resource).includes('/index/due') ? `${action} on index` : action)),
    )
  return [...new Set(actions)].toSorted()
}

/** All of a bundle's modules: what is imported only when needed may stand in a chunk of its own. */
const codeIn = (folder: string): string =>
  globSync('*.mjs', { cwd: folder })
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .join('\n')

describe('the AWS calls in a bundle', () => {
  const bundled = async (source: string) => {
    const stdin = { contents: source, resolveDir: root }
    const { outputFiles } = await build({
      stdin,
      write: false,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
    })
    return outputFiles[0]?.text ?? ''
  }

  it('are found, and only those that are made', async () => {
    const source = `
      import { DynamoDBClient, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
      import { SESv2Client, SendBulkEmailCommand } from '@aws-sdk/client-sesv2'
      export const handler = async event => [
        new DynamoDBClient({}).send(new QueryCommand({ IndexName: 'due', ...event })),
        new DynamoDBClient({}).send(new TransactWriteItemsCommand({ TransactItems: [{ Put: event }, { ConditionCheck: event }] })),
        new SESv2Client({}).send(new SendBulkEmailCommand(event)),
      ]`
    expect(actionsIn(await bundled(source))).toEqual([
      'dynamodb:ConditionCheckItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Query on index',
      'ses:SendBulkEmail',
    ])
  })

  it('must be known here, each with the action that it needs', async () => {
    const source = `
      import { DynamoDBClient, DeleteTableCommand } from '@aws-sdk/client-dynamodb'
      export const handler = event => new DynamoDBClient({}).send(new DeleteTableCommand(event))`
    const bundle = await bundled(source)
    expect(() => actionsIn(bundle)).toThrow('DeleteTable')
  })
})

/** Kinds of rows whose keys a bundle holds, though the function asks the table for none of them. */
const heldOnly: Partial<Record<FunctionName, readonly string[]>> = {
  // Of evidence, it only writes down what SES says.
  'ses-feedback': [rowKinds.lostEvidenceRows],
  // Of people it reads their own rows alone, by their ids.
  'deal-circles': [rowKinds.addressRows, rowKinds.mirrorRows],
  // It meets them in its scan of everything, and counts circles and invitations by them.
  'close-mirror': [rowKinds.circleRows, rowKinds.roundRows, rowKinds.counterRows],
  // Sign-ups are told of by the stream; and of journeys it only asks which there are.
  'publish-events': [rowKinds.receivedRows, rowKinds.versionRows],
}

/** Whoever writes people carries the code that erases them, and that stops their link; but only a person has that done, on their own page. */
const isCarriedOnly = (name: FunctionName, kind: string) =>
  (kind === rowKinds.suppressedRows || kind === rowKinds.invitationRows) &&
  !functionContracts[name].rowsWritten.some(written => written === kind)

/** The kinds of rows whose keys stand in a bundle, which holds those alone that it works with. */
const rowKindsIn = (code: string): string[] =>
  Object.values(rowKinds).filter(
    kind => typeof kind === 'string' && new RegExp(`["'\`]${kind}`).test(code),
  ) as string[]

describe('a role', () => {
  let bundles: Bundles
  beforeAll(async () => {
    bundles = await bundleFunctions(
      join(root, 'functions'),
      mkdtempSync(join(tmpdir(), 'shiftworks-bundles-')),
    )
  })

  it.each(functionNames)('allows %s every call that its bundle makes, and no other', name => {
    const needed = actionsIn(codeIn(bundles[name]))
    expect(needed.length, 'calls were found in the bundle').toBeGreaterThan(0)
    expect(allowedTo(name), `infra/functions/${name}.ts against the bundle of ${name}`).toEqual(needed)
  })

  it.each(functionNames)('allows %s the kinds of rows that its bundle works with, and no other', name => {
    const { rowsRead, rowsWritten } = functionContracts[name]
    const allowed = new Set([...rowsRead, ...rowsWritten, ...(heldOnly[name] ?? [])])
    const why = `rowsRead and rowsWritten in shared/contracts/functions/${name}.ts against the bundle of ${name}`
    const worksWith = rowKindsIn(codeIn(bundles[name])).filter(
      kind => allowed.has(kind) || !isCarriedOnly(name, kind),
    )
    expect([...allowed].toSorted(), why).toEqual(worksWith.toSorted())
  })
})
