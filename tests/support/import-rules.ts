import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Source files by path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>

const root = join(import.meta.dirname, '../..')

/** Every TypeScript file of these folders. */
export function readSources(...folders: string[]): Sources {
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => `${folder}/${name}`),
  )
  return new Map(files.map(file => [file, readFileSync(join(root, file), 'utf8')]))
}

interface Import {
  from: string
  /** A file of the repository, or a package. */
  of: string
}

const statements =
  /^(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm

function importsOf(from: string, source: string): Import[] {
  return [...source.matchAll(statements)].map(([, listed, bare, dynamic]) => {
    const named = listed ?? bare ?? dynamic ?? ''
    return { from, of: named.startsWith('.') ? normalize(join(dirname(from), named)) : named }
  })
}

/** What may be imported, from the narrowest room to the widest: a prefix of paths, and prefixes of what it may name. */
const layers: readonly { layer: string; mayImport: readonly string[] }[] = [
  { layer: 'shared/domain/', mayImport: ['shared/domain/', 'zod', 'temporal-polyfill'] },
  { layer: 'shared/contracts/', mayImport: ['shared/domain/', 'zod'] },
  { layer: 'shared/web/', mayImport: ['shared/domain/', 'shared/contracts/', 'node:'] },
  { layer: 'shared/texts/', mayImport: ['shared/domain/', 'shared/contracts/'] },
  { layer: 'shared/store/', mayImport: ['shared/domain/', 'shared/contracts/', 'zod', '@aws-sdk/', 'node:'] },
  {
    layer: 'shared/adapters/',
    mayImport: ['shared/domain/', 'shared/contracts/', 'zod', '@aws-sdk/', 'node:'],
  },
  {
    layer: 'shared/content/',
    mayImport: [
      'shared/domain/',
      'shared/contracts/',
      'shared/texts/',
      'shared/web/',
      'zod',
      'mjml',
      'leven',
      'markdown-it',
      'yaml',
      'node:',
    ],
  },
  // Compiled when functions are bundled.
  { layer: 'shared/pages/styles/', mayImport: ['sass', 'lightningcss', 'node:'] },
  {
    layer: 'shared/pages/',
    mayImport: ['shared/domain/', 'shared/contracts/', 'shared/texts/', 'shared/web/', 'qr'],
  },
  {
    layer: 'shared/application/',
    mayImport: [
      'shared/domain/',
      'shared/contracts/',
      'shared/texts/',
      'shared/web/',
      'shared/store/',
      'shared/adapters/',
      'zod',
    ],
  },
  {
    layer: 'shared/composition/',
    mayImport: ['shared/contracts/', 'shared/store/', 'shared/adapters/', 'shared/application/', '@aws-sdk/'],
  },
  {
    layer: 'functions/runtime/',
    mayImport: ['shared/', '@middy/', '@aws-lambda-powertools/', 'aws-lambda', 'zod', 'node:'],
  },
  {
    layer: 'functions/',
    mayImport: [
      'shared/',
      'functions/runtime/',
      '@aws-lambda-powertools/',
      'zod',
      'temporal-polyfill',
      'node:',
    ],
  },
  {
    layer: 'infra/',
    mayImport: ['shared/contracts/', 'aws-cdk-lib', 'constructs', 'cdk-nag', 'zod', 'esbuild', 'node:'],
  },
]

/** The folder of one Lambda function, one tool or one room: files in it may name each other. */
const homeOf = (file: string): string => file.split('/').slice(0, 2).join('/')

function isAllowed({ from, of }: Import): boolean {
  if (of.startsWith('tests/')) return from.startsWith('tests/')
  // Benchmarks measure what is shipped.
  if (from.startsWith('tests/') || from.startsWith('tools/bench/')) return true
  if (from.startsWith('tools/')) return !/^(functions|infra)\//.test(of)
  if (of.startsWith('tools/')) return false
  const layer = layers.find(one => from.startsWith(one.layer))
  const isHome = homeOf(of) === homeOf(from) || (from.startsWith('infra/') && of.startsWith('infra/'))
  return isHome || (layer?.mayImport.some(prefix => of === prefix || of.startsWith(prefix)) ?? false)
}

/** Imports that go where they must not, as `a.ts -> b.ts`. */
export const forbiddenImports = (sources: Sources): string[] =>
  [...sources].flatMap(([file, source]) =>
    importsOf(file, source)
      .filter(one => !isAllowed(one))
      .map(({ from, of }) => `${from} -> ${of}`),
  )

/** Files that import each other in a circle, as `a.ts -> b.ts -> a.ts`. */
export function circles(sources: Sources): string[] {
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    if (finished.has(file)) return
    for (const { of } of importsOf(file, sources.get(file) ?? ''))
      if (sources.has(of)) visit(of, [...path, file])
    finished.add(file)
  }
  for (const file of sources.keys()) visit(file, [])
  return found
}

/** Files that hand on what others export. */
export const barrels = (sources: Sources): string[] =>
  [...sources]
    .filter(([, source]) => /^export\s+(\*|(type\s+)?\{[^}]*\})\s*(as \w+\s+)?from\b/m.test(source))
    .map(([file]) => file)

/** The world as it happens to be: the time, chance, the environment. */
const reachesOut =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\brandom(UUID|Bytes|Int)\b|\bprocess\.env\b|\bTemporal\.Now\b/

/** Files that reach out to the world, other than those whose business it is. */
export const reachingOut = (sources: Sources, allowed: readonly RegExp[]): string[] =>
  [...sources]
    .filter(([file, source]) => reachesOut.test(source) && !allowed.some(pattern => pattern.test(file)))
    .map(([file]) => file)
