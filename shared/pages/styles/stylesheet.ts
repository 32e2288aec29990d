import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'lightningcss'
import { compile } from 'sass'

const pages = join(import.meta.dirname, '..')
const libraries = join(dirname(fileURLToPath(import.meta.resolve('govuk-frontend'))), '..')
const className = /(?:govuk|app)-[A-Za-z][A-Za-z0-9_-]*/g

/** A file to serve at `/assets/<fileName>` for ever: its name changes with its content. */
export interface Stylesheet {
  fileName: string
  css: string
}

/**
 * Compiles the one stylesheet of all pages, without the classes that no view names. A view therefore always writes a
 * class's name in full. For the bundler and for tests; never runs inside a function.
 */
export function compileStylesheet(): Stylesheet {
  const { css: all } = compile(join(pages, 'styles/shiftworks.scss'), { loadPaths: [libraries] })
  const { code } = transform({
    filename: 'shiftworks.css',
    code: Buffer.from(all),
    minify: true,
    unusedSymbols: unusedClasses(all),
  })
  const css = `${licence}\n${code}`
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return { fileName: `shiftworks-${hash}.css`, css }
}

const licence =
  '/* Contains parts of GOV.UK Frontend: Copyright (C) 2017 Crown Copyright (Government Digital Service), MIT licence */'

/** Every class that the views name. */
export function usedClasses(): Set<string> {
  const views = globSync('**/*.ts', { cwd: pages }).map(file => readFileSync(join(pages, file), 'utf8'))
  return new Set(views.flatMap(view => view.match(className) ?? []))
}

function unusedClasses(css: string): string[] {
  const used = usedClasses()
  return [...new Set(css.match(className))].filter(name => !used.has(name))
}
