import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { type FunctionName, functionEnv } from '../shared/contracts/env.ts'

const root = resolve(import.meta.dirname, '..')
export const functionNames = Object.keys(functionEnv) as FunctionName[]

/** One thing a function, by the function's name. */
export const forEachFunction = <T>(make: (name: FunctionName) => T): Record<FunctionName, T> =>
  Object.fromEntries(functionNames.map(name => [name, make(name)])) as Record<FunctionName, T>

/** Where each function's deployable folder is: `index.mjs` and, where the function has them, its assets. */
export type Bundles = Record<FunctionName, string>

/**
 * Bundles every function that the contract names, in one go, and keeps esbuild's metafile beside the folders.
 * The same sources give the same bytes, so that an unchanged function isn't deployed again.
 *
 * @param from folder that holds `<function>/handler.ts` and, where there are files to serve, `<function>/assets.ts`
 * @param to folder that gets `<function>/index.mjs` and `meta.json`
 * @throws when a handler is missing, naming each
 */
export async function bundleFunctions(
  from = join(root, 'functions'),
  to = join(root, '.build/functions'),
): Promise<Bundles> {
  const entries = handlers(from)
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  const { metafile } = await build({ ...options, entryPoints: entries, outdir: to })
  writeFileSync(join(to, 'meta.json'), JSON.stringify(metafile))
  for (const name of functionNames) await writeAssets(join(from, name), join(to, name))
  return forEachFunction(name => join(to, name))
}

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
}

function handlers(from: string): Record<string, string> {
  const entries = functionNames.map(name => [`${name}/index`, join(from, name, 'handler.ts')] as const)
  const missing = entries.filter(([, path]) => !existsSync(path)).map(([, path]) => path)
  if (missing.length > 0)
    throw new Error(
      `Nothing can be bundled: shared/contracts/env.ts names functions without a handler (${missing.join(', ')}). Write the handler, or take the function off the list.`,
    )
  return Object.fromEntries(entries)
}

/** What `functions/<name>/assets.ts` exports as `assets`: files to put beside the module, by name. It runs here only. */
type Assets = () => Record<string, string> | Promise<Record<string, string>>

async function writeAssets(from: string, to: string): Promise<void> {
  const source = join(from, 'assets.ts')
  if (!existsSync(source)) return
  const { assets } = (await import(source)) as { assets: Assets }
  mkdirSync(join(to, 'assets'))
  for (const [file, content] of Object.entries(await assets()))
    writeFileSync(join(to, 'assets', file), content)
}
