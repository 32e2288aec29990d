import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { actionsIn } from './aws-calls.ts'
import { Statement } from './statements.ts'

const root = resolve(import.meta.dirname, '../..')

/** The statements of a policy that docs/operating.md writes to a file, with an example for each placeholder. */
function policyIn(file: string): Statement[] {
  const docs = readFileSync(join(root, 'docs/operating.md'), 'utf8')
  const [, text = ''] = docs.split(`cat > ${file} <<EOF\n`)
  const [json = ''] = text.split('\nEOF\n')
  const filled = json.replaceAll(/\$[A-Z_]+/g, name => `example-of-${name.slice(1)}`)
  return z.object({ Statement: z.array(Statement) }).parse(JSON.parse(filled)).Statement
}

const read = policyIn('operator-read.json')
const change = policyIn('operator-change.json')

const actionsOf = (statements: readonly Statement[]) => [
  ...new Set(
    statements.flatMap(({ Action, Resource }) =>
      Action.map(action => (Resource.join().includes('/index/') ? `${action} on index` : action)),
    ),
  ),
]

/** How IAM classes an action (service authorization reference): these change something, all others read or list. */
const writing = /:(Put|Update|Delete|Send|Start|Cancel|Change|Condition)|:InvokeFunction/

/** Gives back at once, unchanged, what was looked at: without it, letters stay out of sight for a quarter of an hour. */
const harmless = 'sqs:ChangeMessageVisibility'

/** Where IAM knows no smaller resource (service authorization reference). */
const ofTheWholeAccount = [
  'events:ListRules',
  'ses:DeleteSuppressedDestination',
  'ses:GetAccount',
  'ses:ListSuppressedDestinations',
]

describe("the policies in docs/operating.md, against the AWS calls of the operator's code", () => {
  let called: string[]
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'tools/operator/cli.ts')],
      outdir: 'unwritten',
      write: false,
      bundle: true,
      // What is imported only when needed would otherwise keep all of what it imports.
      splitting: true,
      logLevel: 'error',
      minify: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
    })
    called = actionsIn(outputFiles.map(({ text }) => text).join('\n'))
    expect(called.length).toBeGreaterThan(20)
  })

  it('allow a full operator, who has both, every call and no other', () => {
    expect([...new Set([...actionsOf(read), ...actionsOf(change)])].toSorted()).toEqual(called)
  })

  it('allow a read-only operator every call that reads, and none that changes anything', () => {
    const reading = called.filter(action => !writing.test(action))
    expect(actionsOf(read).toSorted()).toEqual([...reading, harmless].toSorted())
  })

  it('add for a full operator what changes something, and what this needs to be read first', () => {
    const added = actionsOf(change).filter(action => !writing.test(action))
    expect(added.toSorted()).toEqual([
      'secretsmanager:GetSecretValue',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ])
  })

  it('name a resource of this stage wherever IAM knows one', () => {
    for (const { Action, Resource } of [...read, ...change])
      if (Resource.includes('*'))
        for (const action of Action) expect(ofTheWholeAccount, action).toContain(action)
      else
        for (const resource of Resource as string[])
          expect(resource).toMatch(
            /example-of-(STAGE|MAIL_DOMAIN|TABLE|ADDRESS_KEY|LINK_KEYS|GIVEN_UP_BATCHES)|:replay\/\*$/,
          )
  })

  it('allow no action by a pattern', () => {
    for (const { Action } of [...read, ...change]) expect(Action.join()).not.toMatch(/[*?]/)
  })
})
