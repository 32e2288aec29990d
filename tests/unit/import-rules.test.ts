import { describe, expect, test } from 'vitest'
import { barrels, circles, forbiddenImports, reachingOut, readSources } from '../support/import-rules.ts'

const shipped = readSources('shared', 'functions', 'infra')
const all = new Map([...shipped, ...readSources('tools', 'tests')])
const importing = (from: string, of: string) => new Map([[from, `import { it } from '${of}'\n`]])

describe('who may import whom', () => {
  test('holds for every file', () => {
    expect(all.size).toBeGreaterThan(100)
    expect(forbiddenImports(all)).toEqual([])
  })

  test.each([
    ['the engine and a layer around it', 'shared/domain/decide.ts', '../contracts/bus.ts'],
    ['the engine and Node', 'shared/domain/decide.ts', 'node:fs'],
    ['the engine and AWS', 'shared/domain/decide/x.ts', '@aws-sdk/client-dynamodb'],
    ['store and adapters', 'shared/store/x.ts', '../adapters/clock.ts'],
    ['content and pages', 'shared/content/x.ts', '../pages/layout.ts'],
    ['the web kit and pages', 'shared/web/x.ts', '../pages/layout.ts'],
    ['the web kit and words', 'shared/web/x.ts', '../words/en.ts'],
    ['the engine and the web kit', 'shared/domain/x.ts', '../web/html.ts'],
    ['pages and the use cases', 'shared/pages/x.ts', '../application/execute-command.ts'],
    ['a use case and composition', 'shared/application/x.ts', '../composition/sign-up.ts'],
    ['an adapter and composition', 'shared/adapters/x.ts', '../composition/sign-up.ts'],
    ['composition and pages', 'shared/composition/x.ts', '../pages/html.ts'],
    ['composition and a function', 'shared/composition/x.ts', '../../functions/sign-up/app.ts'],
    ['a use case and content', 'shared/application/x.ts', '../content/compile.ts'],
    ['an adapter and the store', 'shared/adapters/x.ts', '../store/table.ts'],
    ['an adapter and texts', 'shared/adapters/x.ts', '../texts/en.ts'],
    ['two functions', 'functions/sign-up/app.ts', '../learner-pages/app.ts'],
    ['runtime and a function', 'functions/runtime/http.ts', '../sign-up/app.ts'],
    ['infra and the engine', 'infra/app.ts', '../shared/domain/ids.ts'],
    ['infra and a function', 'infra/app.ts', '../functions/sign-up/app.ts'],
    ['what is shipped and a tool', 'functions/sign-up/app.ts', '../../tools/simulation/world.ts'],
    ['a tool and a test', 'tools/simulation/world.ts', '../../tests/support/life.ts'],
    ['a tool and the infrastructure', 'tools/local/start.ts', '../../infra/app.ts'],
  ])('does not let in %s', (_, from, of) => {
    expect(forbiddenImports(importing(from, of))).toHaveLength(1)
  })

  test('sees types, many lines, side effects and what is imported later', () => {
    const ways = [
      "import type { It } from '../contracts/x.ts'",
      "import {\n  one,\n  type Two,\n} from '../contracts/x.ts'",
      "import '../contracts/x.ts'",
      "const later = await import('../contracts/x.ts')",
      "export { it } from '../contracts/x.ts'",
    ]
    for (const source of ways)
      expect(forbiddenImports(new Map([['shared/domain/x.ts', source]]))).toHaveLength(1)
  })
})

describe('circles', () => {
  test('there are none', () => {
    expect(circles(all)).toEqual([])
  })

  test('are found', () => {
    const round = new Map([
      ['shared/a.ts', "import './b.ts'"],
      ['shared/b.ts', "import type { C } from './c.ts'"],
      ['shared/c.ts', "import './a.ts'"],
    ])
    expect(circles(round)).toEqual(['shared/a.ts -> shared/b.ts -> shared/c.ts -> shared/a.ts'])
  })
})

describe('barrels', () => {
  test('there are none', () => {
    expect(barrels(all)).toEqual([])
  })

  test.each(["export * from './a.ts'", "export { a } from './a.ts'", "export type { A } from './a.ts'"])(
    'are found: %s',
    source => {
      expect(barrels(new Map([['shared/index.ts', source]]))).toEqual(['shared/index.ts'])
    },
  )
})

describe('the time, chance and the environment', () => {
  /** Each with its reason to reach out. */
  const allowed = [
    /^shared\/adapters\/(clock|random)\.ts$/,
    /^functions\/[^/]+\/handler\.ts$/,
    // Powertools asks for a name when a module is loaded, before any event.
    /^functions\/deliver-due\/metrics\.ts$/,
    // The CDK's own words to an app.
    /^infra\/(app|build-app)\.ts$/,
  ]

  test('come in through few doors', () => {
    expect(reachingOut(shipped, allowed)).toEqual([])
  })

  test.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    "process.env['X']",
    'randomUUID()',
    'Temporal.Now.instant()',
  ])('are found elsewhere: %s', source => {
    expect(reachingOut(new Map([['shared/domain/decide.ts', source]]), allowed)).toHaveLength(1)
  })
})
