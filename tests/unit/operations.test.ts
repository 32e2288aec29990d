import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConsoleRoutes } from '../../tools/operator/console/console-context.ts'
import { operationRoutes } from '../../tools/operator/console/operation-routes.ts'
import { sections } from '../../tools/operator/console/sections.ts'
import { allOperations, operationsFor } from '../../tools/operator/operations/all.ts'
import { choicesOf, type Inputs, isArgument } from '../../tools/operator/operations/input.ts'
import {
  type Change,
  change,
  commandOf,
  type Operation,
  reading,
} from '../../tools/operator/operations/operation.ts'

const operations = await allOperations()
const folder = resolve(import.meta.dirname, '../../tools/operator/operations')

const isBlank = (text: string): boolean => text.trim() === ''

function gapsInWords({ name, summary, examples, ...operation }: Operation): string[] {
  const command = commandOf({ name, ...operation })
  const isOwn = (example: string) => example === command || example.startsWith(`${command} `)
  return [
    ...(isBlank(summary) ? [`${name} has no summary.`] : []),
    ...(examples.some(isOwn) ? [] : [`${name} has no example.`]),
  ]
}

/** Whoever looks needs a page, and whoever changes something a button. */
async function gapsInPages(
  { name, does }: Operation,
  pages: () => Promise<ConsoleRoutes>,
): Promise<string[]> {
  const { get, post } = await pages()
  const missing = Object.keys(does === 'reads' ? get : post).length === 0
  const what = does === 'reads' ? 'no page that shows it' : 'no form that does it'
  return missing ? [`${name} has pages of its own in the console, and ${what}.`] : []
}

async function gapsInConsole(operation: Operation, addresses: readonly string[]): Promise<string[]> {
  const { name, console: presence } = operation
  if ('absent' in presence)
    return presence.absent.length < 15 ? [`${name} is not in the console, and does not say why.`] : []
  if ('shownAt' in presence)
    return addresses.includes(presence.shownAt)
      ? []
      : [`${name} is to be seen at ${presence.shownAt}, which the console does not have.`]
  if ('pages' in presence) return gapsInPages(operation, presence.pages)
  if (presence.forms.length === 0) return [`${name} has no form, and no reason why.`]
  const asks = operation.does !== 'reads' && operation.ask !== undefined
  return asks ? [] : [`${name} has a form in the console, and nothing to ask there.`]
}

const gapsInChoice = ({ name, chosenBy = [], inputs }: Operation): string[] =>
  chosenBy
    .filter(input => !(input in inputs))
    .map(input => `${name} is chosen by ${input}, which is none of its inputs.`)

const gapsIn = async (operation: Operation, addresses: readonly string[]): Promise<string[]> => [
  ...gapsInWords(operation),
  ...(await gapsInConsole(operation, addresses)),
  ...gapsInChoice(operation),
]

/** Whatever a file of operations exports that is one. */
const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'does' in value && 'run' in value

const complete = reading({
  name: 'made-up',
  summary: 'what no operator can do',
  examples: ['made-up --stage prod'],
  does: 'reads',
  inputs: {},
  console: { absent: 'Nobody has asked for it.' },
  run: async () => ({ value: [], lines: () => [] }),
})

const changing = (console: Change<Inputs>['console']) => change({ ...complete, does: 'changes', console })

describe('what an operator can do', async () => {
  const { get } = await operationRoutes(operations)
  const addresses = Object.keys(get)

  it.each(operations.map(operation => [operation.name, operation] as const))(
    '%s has its words and its place in the console, or the reason why not',
    async (_, operation) => {
      expect(await gapsIn(operation, addresses)).toEqual([])
    },
  )

  it.each<[string, Operation, string]>([
    ['a summary', { ...complete, summary: ' ' }, 'made-up has no summary.'],
    ['an example', { ...complete, examples: [] }, 'made-up has no example.'],
    ['an example of its own', { ...complete, examples: ['hold delivery'] }, 'made-up has no example.'],
    [
      'a reason to be absent',
      { ...complete, console: { absent: '' } },
      'made-up is not in the console, and does not say why.',
    ],
    [
      'the page that it names',
      { ...complete, console: { shownAt: '/nowhere' } },
      'made-up is to be seen at /nowhere, which the console does not have.',
    ],
    ['a form', changing({ forms: [] }), 'made-up has no form, and no reason why.'],
    [
      'a page among its own pages',
      { ...complete, console: { pages: async () => ({ get: {}, post: {} }) } },
      'made-up has pages of its own in the console, and no page that shows it.',
    ],
    [
      'a form among its own pages',
      changing({
        pages: async () => ({
          get: { '/nowhere': () => ({ status: 200, headers: {}, body: '' }) },
          post: {},
        }),
      }),
      'made-up has pages of its own in the console, and no form that does it.',
    ],
    [
      'the input that chooses it',
      { ...complete, chosenBy: ['nothing'] },
      'made-up is chosen by nothing, which is none of its inputs.',
    ],
    [
      'something to ask',
      changing({ forms: [{ at: '/nowhere', section: 'Learner', back: { path: '/', words: 'Back' } }] }),
      'made-up has a form in the console, and nothing to ask there.',
    ],
  ])('would be named without %s', async (_what, operation, said) => {
    expect(await gapsIn(operation, addresses)).toEqual([said])
  })

  it('would be taken as it is when nothing is missing', async () => {
    expect(await gapsIn(complete, addresses)).toEqual([])
  })

  it('does not compile where it only looks and has a form: that has nothing to ask', () => {
    // @ts-expect-error: a form belongs to a change.
    reading({ ...complete, console: { forms: [] } })
  })

  it('shows each address by one operation alone', async () => {
    const each = operations.map(operation => operationRoutes([operation]))
    const shown = (await Promise.all(each)).flatMap(routes => Object.keys(routes.get))
    expect(shown.filter((address, place) => shown.indexOf(address) !== place)).toEqual([])
  })

  it.each(globSync('*.ts', { cwd: folder }))('%s: each of its operations is in the list', async file => {
    const made = Object.values(await import(join(folder, file))).filter(isOperation)
    expect(made.filter(one => !operations.includes(one)).map(({ name }) => name)).toEqual([])
  })

  it('is loaded with the first word of its command, and what begins with another word is not', async () => {
    for (const one of operations) {
      const words = commandOf(one).split(' ')
      const loaded = await operationsFor(['--stage', 'prod', ...words])
      expect(loaded.map(({ name }) => name)).toContain(one.name)
      expect([...new Set(loaded.map(other => commandOf(other).split(' ')[0]))]).toEqual([words[0]])
    }
  })

  it('is loaded whole where no word of a command line begins a command', async () => {
    for (const args of [['--help'], ['statsu'], []])
      expect((await operationsFor(args)).map(({ name }) => name)).toEqual(operations.map(({ name }) => name))
  })

  it('has each name once, and commands that share one are told apart by what chooses them', () => {
    const names = operations.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
    for (const sharing of Map.groupBy(operations, commandOf).values())
      expect(sharing.filter(({ chosenBy }) => chosenBy === undefined)).toHaveLength(1)
  })

  it('leads from every section of the console to a page', () => {
    for (const [path] of sections) expect(addresses).toContain(path)
  })

  it('fills every name in the address of a form from its inputs', () => {
    for (const { name, console: presence, inputs } of operations)
      for (const { at } of 'forms' in presence ? presence.forms : [])
        for (const [, named = ''] of at.matchAll(/\{(\w+)\}/g))
          expect(Object.keys(inputs), name).toContain(named)
  })

  it('tells in words of its own what is wrong with a value, an empty one too', () => {
    const takesAValue = ({ flags }: { flags: string }) => /[<[]/.test(flags)
    for (const { name, inputs } of operations)
      for (const input of Object.values(inputs).filter(one => takesAValue(one) && !choicesOf(one))) {
        expect(input.schema.safeParse('').success, `${name} ${input.flags}`).toBe(false)
        for (const given of ['', ' ', 'no such!', 'x'.repeat(1000), '\u001b[31m', '-1', '99999999999']) {
          const { error } = input.schema.safeParse(given)
          // What zod says of itself is written for programmers.
          expect(error?.issues[0]?.message ?? '', `${name} ${input.flags}`).not.toMatch(
            /^Invalid|^Too |expected|pattern/,
          )
        }
      }
  })

  it('has option names that are the flags of their inputs', () => {
    const camel = (flags: string) =>
      flags
        .replace(/^--(no-)?/, '')
        .replace(/ .*/, '')
        .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    for (const { name, inputs } of operations)
      for (const [input, { flags, ...rest }] of Object.entries(inputs))
        if (!isArgument({ flags, ...rest })) expect(camel(flags), name).toBe(input)
  })
})
