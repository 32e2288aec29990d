import { convertBlocks } from './blocks.ts'
import { type DraftedModule, journeyFile, moduleFile } from './files.ts'
import { type PageHead, readHead } from './front-matter.ts'
import { withMarkedHeadings, withOrderedHeadings } from './headings.ts'
import { convertWords } from './inline.ts'
import type { Inline } from './inline-context.ts'
import { withJoinedLines } from './joined-lines.ts'
import { moduleId } from './module-id.ts'
import { type CoursePage, inOrder, isIndex, pageName } from './page-order.ts'
import { type CopiedPicture, CoursePictures } from './pictures.ts'
import { withoutReferences } from './references.ts'
import type { Decision, SourceLine, Tell } from './source-line.ts'
import { countWords, modulesOf, type Section, sectionsOf } from './split.ts'
import { withoutUnseen } from './unseen.ts'

/** The draft of a journey: its files, the pictures that they show, and the decisions left to a person. */
export interface DraftedCourse {
  files: { name: string; text: string }[]
  pictures: CopiedPicture[]
  decisions: Decision[]
}

/**
 * Drafts a journey from a course, as far as a program can.
 * @param id the journey's id
 * @param contents the course's tables of contents, which say the order of its pages
 */
export function draftCourse(
  pages: readonly CoursePage[],
  id: string,
  contents: readonly CoursePage[] = [],
): DraftedCourse {
  const decisions: Decision[] = []
  const pictures = new CoursePictures()
  const read = inOrder(
    pages.map(page => readPage(page, decisions, pictures)),
    contents,
    ({ path: file }) =>
      decisions.push({
        file,
        line: 1,
        message:
          'No table of contents of the course lists this page: it comes last, unless you leave it out.',
      }),
  )
  const [first, ...others] = read
  for (const { path: file, about } of others)
    if (about !== undefined)
      decisions.push({
        file,
        line: 1,
        message: `The page describes itself as “${about}”, which is left out: say it in its text.`,
      })
  const files = moduleFiles(
    read.flatMap(({ modules }) => modules),
    decisions,
  )
  return {
    files: [
      journeyFile(
        { title: first?.title ?? id, about: first?.about, modules: files.map(({ id: one }) => one) },
        decisions,
      ),
      ...files.map(({ file }) => file),
    ],
    pictures: pictures.all(),
    decisions: decisions.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  }
}

interface ReadPage {
  path: string
  order?: number
  title?: string
  about?: string
  modules: DraftedModule[]
}

function readPage({ path, text }: CoursePage, decisions: Decision[], pictures: CoursePictures): ReadPage {
  const tell: Tell = (line, message) => void decisions.push({ file: path, line, message })
  const { head, body } = readHead(text, tell)
  const { lines, references, unused } = withoutReferences(
    withMarkedHeadings(withJoinedLines(withoutUnseen(body, tell))),
    tell,
  )
  const inline: Inline = { references, tell, picture: address => pictures.nameOf(path, address) }
  const { title: heading, sections } = sectionsOf(withOrderedHeadings(convertBlocks(lines, inline)), tell)
  unused()
  const [own, about] = [head.title, head.description].map(words => words && convertWords(words, 1, inline))
  const title = own || heading?.text
  if (own && heading && countWords([heading]) > 0 && own !== heading.text)
    tell(
      heading.line,
      `The page is called “${own}” in its settings: its heading “${heading.text}” is left out.`,
    )
  const modules = modulesOf(sections).map((some, at) => drafted(path, title ?? nameOf(path), some, at, tell))
  if (modules.length === 0) tell(1, 'The page has no text, and is left out.')
  return { path, modules, ...placeOf(head), ...(title && { title }), ...(about && { about }) }
}

const placeOf = ({ order }: PageHead) => (order === undefined ? {} : { order })

/** What a page without a title is called: as its file, or as its folder if it is the index page. */
function nameOf(path: string): string {
  const folders = pageName(path).split('/')
  const name = isIndex(path) ? (folders.at(-2) ?? folders.at(-1)) : folders.at(-1)
  const words = (name ?? '').replace(/^\d+[-_. ]+(?=.)/, '').replaceAll(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function drafted(path: string, page: string, sections: Section[], at: number, tell: Tell): DraftedModule {
  const [first] = sections
  const title = at === 0 ? page : (first?.heading ?? page)
  const lines = sections.flatMap(({ heading, line, lines: own }, index) =>
    heading === undefined || (at > 0 && index === 0)
      ? promoted(own, at)
      : [{ text: '', line }, { text: `## ${heading}`, line }, ...own],
  )
  const minutes = Math.max(1, Math.round(countWords(lines) / 200))
  const line = first?.line ?? 1
  if (minutes > 7) tell(line, `“${title}” takes ${minutes} minutes: split it, or leave something out.`)
  return { path, line, title, lines, minutes }
}

/** Headings directly below a title that was a heading of level 2. */
const promoted = (lines: readonly SourceLine[], at: number): SourceLine[] =>
  lines.map(({ text, line }) => ({ text: at > 0 ? text.replace(/^### /, '## ') : text, line }))

function moduleFiles(modules: readonly DraftedModule[], decisions: Decision[]) {
  // The name of the journey's own file is taken.
  const ids = new Set(['journey'])
  return modules.map((module, at) => {
    const id = moduleId(module.title, ids)
    ids.add(id)
    return { id, file: moduleFile(module, id, at === 0, decisions) }
  })
}
