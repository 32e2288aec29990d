import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'lightningcss'
import { compile } from 'sass'

const pages = join(import.meta.dirname, '..')
const libraries = join(dirname(fileURLToPath(import.meta.resolve('govuk-frontend'))), '..')
const className = /(?:govuk|app)-[A-Za-z][A-Za-z0-9_-]*/g

/** A file served at `/assets/<fileName>` without expiry: its name changes with its content. */
export interface Stylesheet {
  fileName: string
  css: string
}

/** The source of a stylesheet, and the views that use it. */
export interface StyleSource {
  /** The prefix of the file's name. */
  name: string
  /** A `.scss` file; it may import files next to this one by name. */
  scss: string
  /** Directories of views. */
  views: readonly string[]
}

const publicPages: StyleSource = {
  name: 'shiftworks',
  scss: join(pages, 'styles/shiftworks.scss'),
  views: [pages],
}

/**
 * Compiles the stylesheet of all pages, without classes that no view uses. Views must therefore write class names in
 * full. For the bundler, tests and tools; never runs in a function.
 */
export function compileStylesheet(source: StyleSource = publicPages): Stylesheet {
  const { css: all } = compile(source.scss, { loadPaths: [libraries, import.meta.dirname] })
  const { code } = transform({
    filename: `${source.name}.css`,
    code: Buffer.from(all),
    minify: true,
    unusedSymbols: unusedClasses(all, source),
  })
  const css = `${licence}\n${withoutSmoothing(withoutFallbacks(code.toString()))}`
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return { fileName: `${source.name}-${hash}.css`, css }
}

/** Removes fallbacks of custom properties, because every colour is defined on the root. */
const withoutFallbacks = (css: string): string =>
  css.replaceAll(/var\((--govuk-[a-z-]+),#[0-9a-f]+\)/g, 'var($1)')

/** Removes the font smoothing that GOV.UK Frontend repeats in each rule. It is inherited, so the body sets it once. */
const withoutSmoothing = (css: string): string => {
  const smoothed = '-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;'
  return `${css.replaceAll(smoothed, '')}body{${smoothed.slice(0, -1)}}`
}

const licence =
  '/* Contains parts of GOV.UK Frontend: Copyright (C) 2017 Crown Copyright (Government Digital Service), MIT licence */'

/** Every class that the views name. */
export function usedClasses({ views }: Pick<StyleSource, 'views'> = publicPages): Set<string> {
  const files = views.flatMap(cwd => globSync('**/*.ts', { cwd }).map(file => join(cwd, file)))
  return new Set(files.flatMap(file => readFileSync(file, 'utf8').match(className) ?? []))
}

function unusedClasses(css: string, source: StyleSource): string[] {
  const used = usedClasses(source)
  return [...new Set(css.match(className))].filter(name => !used.has(name))
}
