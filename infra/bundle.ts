import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { type FunctionName, functionNames } from '../shared/contracts/functions.ts'

const root = resolve(import.meta.dirname, '..')
/** One thing a function, by the function's name. */
export const forEachFunction = <T>(make: (name: FunctionName) => T): Record<FunctionName, T> =>
  Object.fromEntries(functionNames.map(name => [name, make(name)])) as Record<FunctionName, T>

/** Where each function's deployable folder is: `index.mjs`, its chunks and, where the function has them, its assets. */
export type Bundles = Record<FunctionName, string>

/**
 * Bundles every function that the contract names, and keeps esbuild's metafile beside the folders.
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
  const metafiles = await Promise.all(functionNames.map(name => bundleOne(entries[name], join(to, name))))
  writeFileSync(join(to, 'meta.json'), JSON.stringify(together(metafiles)))
  for (const name of functionNames) await writeAssets(join(from, name), join(to, name))
  return forEachFunction(name => join(to, name))
}

const options = {
  absWorkingDir: root,
  bundle: true,
  // What is imported only when it is needed stays in a chunk of its own, which a cold start neither reads nor compiles:
  // above all the SDK's ways to find credentials anywhere but in the environment.
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
 * Bundles one module and all that it imports into a folder of its own, as `index.mjs` and its chunks.
 * @returns what esbuild tells of it
 */
export async function bundleOne(entry: string, folder: string): Promise<Metafile> {
  const plugins = [afterEntry(entry)]
  const { metafile } = await build({ ...options, plugins, entryPoints: { index: entry }, outdir: folder })
  return withoutOrphans(metafile)
}

/**
 * Says of every module that is imported later that the entry comes before it. esbuild puts modules together by what
 * reaches them: without it, what a function starts with lies in dozens of files, one for each set of later modules that
 * share it. Named exports only are handed on, not a default. Paths are relative, because the names of files follow from them.
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

/** Takes away the chunks that nothing in the bundle can load: esbuild makes them before it sees what is unused. */
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
