import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionContracts, functionNames } from '../../shared/contracts/functions.ts'

const root = join(import.meta.dirname, '../..')

/** Where each piece of a function stands; what is missing in a total list of them does not compile. */
const pieces = [
  'shared/contracts/functions/*.ts',
  'shared/composition/*.ts',
  'functions/*/handler.ts',
  'infra/functions/*.ts',
]

/** The names for which a piece is there. */
function namesOf(piece: string): string[] {
  const [folder = '', file = ''] = piece.split('*')
  const entries = readdirSync(join(root, folder)).map(entry => entry.replace(/\.ts$/, ''))
  return entries.filter(name => existsSync(join(root, `${folder}${name}${file}`)))
}

describe('a function', () => {
  it.each(pieces)('has its piece in %s, and nothing else stands there', piece => {
    const found = namesOf(piece)
    const missing = functionNames.filter(name => !found.includes(name))
    const unknown = found.filter(name => !(functionNames as string[]).includes(name))
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] })
  })

  it.each(functionNames)('%s is called so in its contract too', name => {
    expect(functionContracts[name].env.function).toBe(name)
  })

  it.each(functionNames)('%s is called so in its log', name => {
    const handler = readFileSync(join(root, `functions/${name}/handler.ts`), 'utf8')
    expect(handler).toContain(`functionLog('${name}')`)
  })
})
