import { posix } from 'node:path'
import { parseDocument } from 'yaml'
import { linesOf } from './source-line.ts'

/** A page of a course, by its path in the course. */
export interface CoursePage {
  path: string
  text: string
}

const extension = /\.(?:md|markdown|mdx|rmd|qmd)$/i

/** Whether a file is written in Markdown. */
export const isMarkdown = (path: string): boolean => extension.test(path)

/** A path without its extension. */
export const pageName = (path: string): string => path.replace(extension, '')

/** Whether a file is the index page of its folder. */
export const isIndex = (path: string): boolean => /(?:^|\/)(?:_?index|readme)$/i.test(pageName(path))

/** Settings in which MkDocs, Jupyter Book, MyST, Quarto and the Carpentries list their pages. */
const settings = /^(?:mkdocs|_toc|myst|_quarto|config|_config)\.ya?ml$/i
/** The table of contents of mdBook; `summary.md` is a page. */
const summary = /(?:^|\/)SUMMARY\.md$/

/** Whether a file is a table of contents, and no page. */
export const isContents = (path: string): boolean => settings.test(path) || summary.test(path)

/** Folders that settings leave out of the paths of pages. */
const homes = ['', 'docs/', 'src/', 'content/', 'episodes/', '_episodes/', 'learners/']

/** Settings that list pages which are not part of the website. */
const excluding = /exclude|ignore|not_in_nav|redirect/i

/**
 * Sorts pages by the tables of contents of the course, then by folder.
 * @param report is called with each page that no table of contents lists
 */
export function inOrder<P extends { path: string; order?: number }>(
  pages: readonly P[],
  contents: readonly CoursePage[],
  report: (page: P) => void,
): P[] {
  const byName = new Map(pages.map(page => [pageName(page.path).toLowerCase(), page]))
  const listed = new Set(contents.flatMap(listedIn).flatMap(name => byName.get(name) ?? []))
  const others = inFolders(pages.filter(page => !listed.has(page)))
  if (listed.size > 0) for (const page of others) report(page)
  return [...listed, ...others]
}

/** Possible names of the pages that a table of contents lists, in its order. */
function listedIn({ path, text }: CoursePage): string[] {
  const folder = posix.dirname(path)
  const named = summary.test(path)
    ? linksIn(text)
    : stringsIn(parseDocument(text, { logLevel: 'silent' }).toJS())
  return named.flatMap(name =>
    homes.map(home =>
      pageName(posix.join('/', folder, home, name))
        .slice(1)
        .toLowerCase(),
    ),
  )
}

const linksIn = (text: string): string[] =>
  linesOf(text).flatMap(line =>
    Array.from(line.text.matchAll(/\]\(<?([^()<>#]{1,500})/g), ([, address = '']) => address),
  )

/** All strings in a document, in its order. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (excluding.test(name) ? [] : stringsIn(inner)))
}

/** Sorts pages folder by folder: its index page, then by their number, then by name. The number of an index page is its folder's. */
function inFolders<P extends { path: string; order?: number }>(pages: readonly P[]): P[] {
  const orderOf = new Map(
    pages.map(({ path, order }) => [
      isIndex(path) ? posix.dirname(path) : path,
      order ?? Number.POSITIVE_INFINITY,
    ]),
  )
  const rank = (parts: readonly string[], level: number): number => {
    const path = parts.slice(0, level + 1).join('/')
    if (level === parts.length - 1 && isIndex(path)) return Number.NEGATIVE_INFINITY
    return orderOf.get(path) ?? Number.POSITIVE_INFINITY
  }
  return pages
    .map(page => ({ page, parts: page.path.split('/') }))
    .toSorted((a, b) => {
      const level = a.parts.findIndex((part, at) => part !== b.parts[at])
      if (level < 0) return 0
      const [first, second] = [rank(a.parts, level), rank(b.parts, level)]
      if (first !== second) return first < second ? -1 : 1
      return String(a.parts[level]).localeCompare(String(b.parts[level]), 'en', { numeric: true })
    })
    .map(({ page }) => page)
}
