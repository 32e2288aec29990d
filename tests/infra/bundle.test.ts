import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleFunctions } from '../../infra/bundle.ts'
import { type FunctionName, functionNames } from '../../shared/contracts/functions.ts'
import { bytesAtStart, filesAtStart } from '../../tools/bench/cold-start/at-start.ts'

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

/** Kilobytes that each function may start with: what it starts with today or, at most, `slack` more. */
const mayStartWith: Readonly<Record<FunctionName, number>> = {
  'sign-up': 430,
  'learner-pages': 477,
  'start-journey': 419,
  'record-completion': 420,
  'deliver-due': 435,
  'ses-feedback': 422,
  'publish-events': 409,
  'close-mirror': 342,
  'deal-circles': 450,
}

const slack = 10

describe('what is deployed', () => {
  const built = mkdtempSync(join(tmpdir(), 'shiftworks-real-'))
  let outputs: Metafile['outputs'] = {}

  beforeAll(async () => {
    await bundleFunctions(undefined, built)
    const metafile: Metafile = JSON.parse(readFileSync(join(built, 'meta.json'), 'utf8'))
    outputs = metafile.outputs
  })

  it('takes of the schema library what a function uses, and none of its languages', () => {
    const taken = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))
    const languages = taken.filter(
      ([file, { bytesInOutput }]) => /\/zod\/.*\/locales\//.test(file) && bytesInOutput > 0,
    )
    expect(languages.map(([file]) => file)).toEqual([])
  })

  const entryOf = (name: FunctionName) =>
    Object.keys(outputs).find(output => output.endsWith(`/${name}/index.mjs`)) ?? ''

  it.each(functionNames)('lies, at the start of %s, in one file beside the entry', name => {
    expect(filesAtStart(entryOf(name), outputs).size).toBeLessThanOrEqual(2)
  })

  it.each(functionNames)('is, at the start of %s, no more than every invocation needs', name => {
    const kilobytes = bytesAtStart(entryOf(name), outputs) / 1000
    const advice = `${name} starts with ${Math.round(kilobytes)} KB. Load what not every invocation needs with its first use, by "await import(…)" as functions/learner-pages/app.ts does. If all of it is needed, raise the number here.`
    expect(kilobytes, advice).toBeLessThanOrEqual(mayStartWith[name])
    expect(
      mayStartWith[name] - kilobytes,
      `${name} starts with less: lower the number here.`,
    ).toBeLessThanOrEqual(slack)
  })
})
