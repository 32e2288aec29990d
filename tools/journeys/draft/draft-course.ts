import { inNormalForm } from '../../../shared/domain/normal-form.ts'
import { convertBlocks } from './blocks.ts'
import { type DraftedModule, journeyFile, moduleFile } from './files.ts'
import { type PageHead, readHead } from './front-matter.ts'
import type { Inline, References } from './inline-context.ts'
import { nameOfLink } from './inline-links.ts'
import { type CopiedPicture, CoursePictures } from './pictures.ts'
import type { Decision, SourceLine, Tell } from './source-line.ts'
import { countWords, modulesOf, type Section, sectionsOf } from './split.ts'
import { withoutUnseen } from './unseen.ts'

/** A page of a course, by its path in the course. */
export interface CoursePage {
  path: string
  text: string
}

/** The draft of a journey: its files, the pictures that they show, and the decisions left to a person. */
export interface DraftedCourse {
  files: { name: string; text: string }[]
  pictures: CopiedPicture[]
  decisions: Decision[]
}

/**
 * Drafts a journey from a course, as far as a program can.
 * @param id the journey's id
 */
export function draftCourse(pages: readonly CoursePage[], id: string): DraftedCourse {
  const decisions: Decision[] = []
  const pictures = new CoursePictures()
  const read = pages.map(page => ({ page, ...readPage(page, decisions, pictures) }))
  const [first] = inOrder(read)
  const modules = inOrder(read).flatMap(({ modules }) => modules)
  const files = moduleFiles(modules, decisions)
  const title = first?.head.title ?? first?.title ?? id
  const about = first?.head.description
  return {
    files: [
      journeyFile({ title, about, modules: files.map(({ id: one }) => one) }, decisions),
      ...files.map(({ file }) => file),
    ],
    pictures: pictures.all(),
    decisions: decisions.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  }
}

interface ReadPage {
  head: PageHead
  title?: string
  modules: DraftedModule[]
}

function readPage({ path, text }: CoursePage, decisions: Decision[], pictures: CoursePictures): ReadPage {
  const tell: Tell = (line, message) => void decisions.push({ file: path, line, message })
  const { head, body } = readHead(text, tell)
  const { lines, references } = withoutReferences(withoutUnseen(body, tell))
  const inline: Inline = { references, tell, picture: address => pictures.nameOf(path, address) }
  const { title, sections } = sectionsOf(convertBlocks(withUnderlined(lines), inline))
  const name = head.title ?? title ?? path.replace(/^.*\//, '').replace(/\.md$/, '')
  const modules = modulesOf(sections).map((own, at) => drafted(path, name, own, at, tell))
  return { head, ...(title !== undefined && { title }), modules }
}

/** Converts underlined headings to headings with `#`. */
const withUnderlined = (lines: readonly SourceLine[]): SourceLine[] =>
  lines.flatMap(({ text, line }, at) => {
    const below = lines[at + 1]?.text ?? ''
    if (text.trim() !== '' && /^=+\s*$/.test(below)) return [{ text: `# ${text}`, line }]
    if (/^\w/.test(text) && /^-{3,}\s*$/.test(below)) return [{ text: `## ${text}`, line }]
    const isRule = /^(?:=+|-{3,})\s*$/.test(text) && /^\w/.test(lines[at - 1]?.text ?? '')
    return isRule ? [] : [{ text, line }]
  })

function drafted(path: string, page: string, sections: Section[], at: number, tell: Tell): DraftedModule {
  const [first] = sections
  const title = at === 0 ? page : (first?.heading ?? page)
  const lines = sections.flatMap(({ heading, line, lines: own }, index) =>
    heading === undefined || (at > 0 && index === 0)
      ? own
      : [{ text: '', line }, { text: `## ${heading}`, line }, ...own],
  )
  const minutes = Math.max(1, Math.round(countWords(lines) / 200))
  const line = first?.line ?? 1
  if (minutes > 7) tell(line, `“${title}” takes ${minutes} minutes: split it, or leave something out.`)
  return { path, line, title, lines, minutes }
}

/** The maximal length of an address, in characters. */
const longestAddress = 2000

/** Removes link definitions and footnotes from the lines. */
function withoutReferences(lines: readonly SourceLine[]): { lines: SourceLine[]; references: References } {
  const footnotes = new Map<string, string[]>()
  const links = new Map<string, string>()
  let note: string[] | undefined
  const kept = lines.filter(({ text }) => {
    const [, foot, words = ''] = /^\[\^([^\]\s]+)\]:\s*(.*)$/.exec(text) ?? []
    const [, name, address = ''] = /^ {0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?(?:\s+"[^"]*")?\s*$/.exec(text) ?? []
    const goesOn = foot === undefined && note !== undefined && /^(?: {2,}|\t)\S/.test(text)
    if (goesOn) note?.push(text.trim())
    else note = foot === undefined ? undefined : [words]
    if (foot !== undefined && note) footnotes.set(foot, note)
    if (name !== undefined && address.length <= longestAddress) links.set(nameOfLink(name), address)
    return foot === undefined && name === undefined && !goesOn
  })
  const said = [...footnotes].map(([name, words]) => [name, words.join(' ').replace(/\.$/, '')] as const)
  return { lines: kept, references: { footnotes: new Map(said), links } }
}

/** Sorts pages by their own number, then introductions first, then by path. */
const inOrder = <P extends { page: CoursePage; head: PageHead }>(pages: readonly P[]): P[] => {
  const rank = ({ page, head }: P) =>
    head.order ?? (/(?:^|\/)(?:index|readme)\.md$/i.test(page.path) ? -1 : 1e6)
  return pages.toSorted(
    (a, b) => rank(a) - rank(b) || a.page.path.localeCompare(b.page.path, 'en', { numeric: true }),
  )
}

function moduleFiles(modules: readonly DraftedModule[], decisions: Decision[]) {
  // The name of the journey's own file is taken.
  const ids = new Set(['journey'])
  return modules.map((module, at) => {
    const id = idOf(module.title, ids)
    ids.add(id)
    return { id, file: moduleFile(module, id, at === 0, decisions) }
  })
}

/** A module name in lower case that no other module has. */
function idOf(title: string, taken: ReadonlySet<string>): string {
  const plain = inNormalForm(title, 'NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/^(.{1,34})(?:-.*)?$/, '$1')
  const id = words || 'module'
  if (!taken.has(id)) return id
  const number = Array.from({ length: taken.size + 1 }, (_, at) => at + 2).find(
    one => !taken.has(`${id}-${one}`),
  )
  return `${id}-${number}`
}
