import { Wait } from '../domain/journey.ts'
import type { AuthoredModule } from './authored-journey.ts'
import { checkFields } from './fields.ts'
import { readFrontMatter } from './front-matter.ts'
import type { Body } from './inline-text.ts'
import { lintModuleBody } from './lint-body.ts'
import { lintQuestion } from './lint-question.ts'
import { lintInShort } from './lint-reading.ts'
import { lintPlain, lintStrayed } from './lint-settings.ts'
import { picturesIn } from './pictures.ts'
import { errorAt, type Problem } from './problem.ts'
import { questionOf } from './question.ts'
import { ModuleSettings, pauseAfter } from './settings.ts'
import { parseWait } from './wait.ts'

/** A parsed module file with its problems. */
export type CheckedModule = {
  file: string
  problems: Problem[]
  /** Absent if the settings cannot be parsed. */
  module?: AuthoredModule
  /** The line of a setting in the file. */
  lineOf: (setting: string) => number
}

/** Reads and checks one module's file. */
export function checkModule(file: string, text: string, language: string | undefined): CheckedModule {
  const read = readFrontMatter(file, text)
  if ('problems' in read) {
    const { problems, below } = read
    const ofBody = below ? lintModuleBody({ file, markdown: below.body, line: below.bodyLine }, language) : []
    return { file, problems: [...problems, ...ofBody], lineOf: () => 1 }
  }
  const lineOf = (setting: string) => read.lineOf([setting])
  const checked = checkFields(ModuleSettings, file, read)
  const body = { file, markdown: read.body, line: read.bodyLine }
  const problems = [
    ...('problems' in checked ? checked.problems : []),
    ...lintName(file, read.values['id'], lineOf('id')),
    ...lintPlain(file, read),
    ...lintInShort(file, read),
    ...lintQuestion(file, read, language),
    ...lintStrayed(file, read, Object.keys(ModuleSettings.shape)),
    ...lintModuleBody(body, language),
  ]
  if ('problems' in checked) return { file, problems, lineOf }
  return { file, problems, lineOf, module: authored(body, checked.values) }
}

function lintName(file: string, id: unknown, line: number): Problem[] {
  if (typeof id !== 'string' || file === `${id}.md`) return []
  return [
    errorAt(
      file,
      line,
      `The id is "${id}", so the file must be called ${id}.md. (Rename the file, not the id: what people have done is remembered by the id.)`,
    ),
  ]
}

const wait = (text: string): Wait => Wait.parse(parseWait(text))

function authored(text: Body, settings: ModuleSettings): AuthoredModule {
  const { id, title, subject, preheader, minutes, after, remind, reflection, onlyFor, notFor } = settings
  const inShort = settings['in-short']
  const pause = pauseAfter(settings)
  const question = questionOf(settings)
  return {
    file: text.file,
    subject,
    preheader,
    minutes,
    reflection,
    ...(inShort !== undefined && { inShort }),
    body: text.markdown,
    pictures: picturesIn(text),
    module: {
      id,
      title,
      after: wait(after),
      remind: remind.map(wait),
      ...(pause && { pauseAfter: pause }),
      ...(onlyFor && { onlyFor }),
      ...(notFor && { notFor }),
      ...(question && { question }),
    },
  }
}
