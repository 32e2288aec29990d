import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleFunctions } from '../../infra/bundle.ts'
import { functionNames } from '../../shared/contracts/functions.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-bundle-'))
const [from, to] = [join(folder, 'functions'), join(folder, 'built')]
const [withAssets] = functionNames

beforeAll(() => {
  for (const name of functionNames) {
    mkdirSync(join(from, name), { recursive: true })
    writeFileSync(
      join(from, name, 'handler.ts'),
      `export const handler = async (): Promise<string> => '${name}'\n`,
    )
  }
  const assets = "export const assets = () => ({ 'page.css': 'body { margin: 0 }' })\n"
  writeFileSync(join(from, withAssets ?? '', 'assets.ts'), assets)
})

describe('bundling', () => {
  it('makes of each function a folder with a module that exports its handler', async () => {
    const bundles = await bundleFunctions(from, to)
    for (const name of functionNames) {
      const { handler } = await import(join(bundles[name], 'index.mjs'))
      expect(await handler()).toBe(name)
    }
  })

  it('puts the assets of a function beside its module', () => {
    expect(readFileSync(join(to, withAssets ?? '', 'assets/page.css'), 'utf8')).toContain('margin')
  })

  it('makes the same bytes of the same sources', async () => {
    const bytes = async () => {
      const bundles = await bundleFunctions(from, to)
      return functionNames.map(name => readFileSync(join(bundles[name], 'index.mjs'), 'utf8'))
    }
    expect(await bytes()).toEqual(await bytes())
  })

  it('names every handler that is missing', async () => {
    const nothing = bundleFunctions(join(folder, 'nowhere'), to)
    for (const name of functionNames) await expect(nothing).rejects.toThrow(`${name}/handler.ts`)
  })
})

it('takes of the schema library what a function uses, and none of its languages', async () => {
  const real = mkdtempSync(join(tmpdir(), 'shiftworks-real-'))
  await bundleFunctions(undefined, real)
  const { outputs }: Metafile = JSON.parse(readFileSync(join(real, 'meta.json'), 'utf8'))
  const taken = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))
  const languages = taken.filter(
    ([file, { bytesInOutput }]) => /\/zod\/.*\/locales\//.test(file) && bytesInOutput > 0,
  )
  expect(languages.map(([file]) => file)).toEqual([])
})
