import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { type FunctionName, functionNames } from '../shared/contracts/functions.ts'

const root = resolve(import.meta.dirname, '..')
/** Makes something for each function, by its name. */
export const forEachFunction = <T>(make: (name: FunctionName) => T): Record<FunctionName, T> =>
  Object.fromEntries(functionNames.map(name => [name, make(name)])) as Record<FunctionName, T>

/** The deployable folder of each function: `index.mjs`, its chunks and, if the function has any, its assets. */
export type Bundles = Record<FunctionName, string>

/**
 * Bundles every function of the contract, and keeps esbuild's metafile next to the folders. The same sources give the
 * same bytes, so that an unchanged function is not deployed again.
 * @param from the folder with `<function>/handler.ts` and, if files are served, `<function>/assets.ts`.
 * @param to the folder for `<function>/index.mjs` and `meta.json`.
 * @throws naming each missing handler.
 */
export async function bundleFunctions(
  from = join(root, 'functions'),
  to = join(root, '.build/functions'),
): Promise<Bundles> {
  const entries = handlers(from)
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  const metafiles = await Promise.all(functionNames.map(name => bundleOne(entries[name], join(to, name))))
  writeFileSync(join(to, 'meta.json'), JSON.stringify(together(metafiles)))
  for (const name of functionNames) await writeAssets(join(from, name), join(to, name))
  return forEachFunction(name => join(to, name))
}

const options = {
  absWorkingDir: root,
  bundle: true,
  // Keeps dynamic imports in chunks of their own, which a cold start neither reads nor compiles: above all, the SDK's
  // credential providers other than the environment.
  splitting: true,
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
} as const satisfies BuildOptions

/**
 * Bundles one module with its imports into a folder, as `index.mjs` and its chunks.
 * @returns esbuild's metafile.
 */
export async function bundleOne(entry: string, folder: string): Promise<Metafile> {
  const plugins = [afterEntry(entry)]
  const { metafile } = await build({ ...options, plugins, entryPoints: { index: entry }, outdir: folder })
  return withoutOrphans(metafile)
}

/**
 * Makes every dynamically imported module depend on the entry. esbuild groups modules by what reaches them; without
 * this, the code of a cold start would be spread over dozens of files, one for each set of later modules that share
 * it. Only named exports are passed on. Paths are relative, because file names depend on them.
 */
const afterEntry = (entry: string): Plugin => ({
  name: 'after-entry',
  setup: ({ onResolve, onLoad, resolve: find }) => {
    onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined
      const found = await find(path, { kind: 'import-statement', resolveDir })
      return found.external || found.errors.length > 0
        ? found
        : { path: relative(root, found.path), namespace: 'later' }
    })
    onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
      contents: `import './${relative(root, entry)}'\nexport * from './${path}'`,
      resolveDir: root,
    }))
  },
})

/** Removes chunks that nothing in the bundle loads. esbuild makes them before it knows what is unused. */
function withoutOrphans({ inputs, outputs }: Metafile): Metafile {
  const entries = Object.keys(outputs).filter(output => output.endsWith('/index.mjs'))
  const loaded = new Set(entries)
  for (const output of loaded)
    for (const { path, external } of outputs[output]?.imports ?? []) if (!external) loaded.add(path)
  for (const output of Object.keys(outputs)) if (!loaded.has(output)) rmSync(join(root, output))
  return {
    inputs,
    outputs: Object.fromEntries(Object.entries(outputs).filter(([output]) => loaded.has(output))),
  }
}

const together = (metafiles: Metafile[]): Metafile => ({
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
})

function handlers(from: string): Record<FunctionName, string> {
  const entries = forEachFunction(name => join(from, name, 'handler.ts'))
  const missing = Object.values(entries).filter(path => !existsSync(path))
  if (missing.length > 0)
    throw new Error(
      `Nothing can be bundled: shared/contracts/functions.ts names functions without a handler (${missing.join(', ')}). Write the handler, or take the function off the list.`,
    )
  return entries
}

/**
 * The export `assets` of `functions/<name>/assets.ts`: files to put next to the bundle, by name. Called at bundling
 * only.
 */
type Assets = () => Record<string, string> | Promise<Record<string, string>>

async function writeAssets(from: string, to: string): Promise<void> {
  const source = join(from, 'assets.ts')
  if (!existsSync(source)) return
  const { assets } = (await import(source)) as { assets: Assets }
  mkdirSync(join(to, 'assets'))
  for (const [file, content] of Object.entries(await assets()))
    writeFileSync(join(to, 'assets', file), content)
}
