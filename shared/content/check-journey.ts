import { weekdays } from '../domain/preferences.ts'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import { type CheckedModule, checkModule } from './check-module.ts'
import { checkFields } from './fields.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import type { JourneyFolder } from './journey-folder.ts'
import { lintAudience } from './lint-audience.ts'
import { lintDescription } from './lint-body.ts'
import { lintMinutes } from './lint-reading.ts'
import { lintOrder, lintPlain, lintStrayed } from './lint-settings.ts'
import { errorAt, hasErrors, inReadingOrder, type Problem } from './problem.ts'
import { folderNameProblem, JourneySettings } from './settings.ts'

/** The problems of a journey in reading order, and the journey itself unless there is an error. */
export type CheckedJourney = { problems: Problem[]; journey?: AuthoredJourney }

const main = 'journey.md'

/** Reads and checks a journey's files: every problem at once, each with its file and line. */
export function checkJourney(folder: JourneyFolder): CheckedJourney {
  // Further problems cannot be found while files are missing.
  if (folder.unreadable?.length) return { problems: inReadingOrder(folder.unreadable) }
  const text = folder.files.find(file => file.name === main)?.text
  if (text === undefined) return { problems: [errorAt(main, 1, `${folder.id}/ holds no journey.md.`)] }
  const read = readFrontMatter(main, text)
  const language = 'values' in read ? read.values['language'] : undefined
  const modules = folder.files
    .filter(file => file.name !== main)
    .map(file => checkModule(file.name, file.text, typeof language === 'string' ? language : undefined))
  const rest = modules.flatMap(module => module.problems)
  if ('problems' in read) {
    const { problems, below } = read
    const ofBody = below ? lintDescription({ file: main, markdown: below.body, line: below.bodyLine }) : []
    return { problems: inReadingOrder([...problems, ...ofBody, ...rest]) }
  }
  return checkWhole(folder.id, read, modules, rest)
}

function checkWhole(
  id: string,
  read: FrontMatter,
  modules: CheckedModule[],
  moduleProblems: Problem[],
): CheckedJourney {
  const checked = checkFields(JourneySettings, main, read)
  const name = folderNameProblem(id)
  const problems = [
    ...('problems' in checked ? checked.problems : []),
    ...(name === undefined ? [] : [errorAt(main, 1, `The folder's name "${id}" cannot be an id: ${name}.`)]),
    ...lintPlain(main, read),
    ...lintStrayed(main, read, Object.keys(JourneySettings.shape)),
    ...lintDescription({ file: main, markdown: read.body, line: read.bodyLine }),
    ...lintOrder(read, modules),
    ...moduleProblems,
  ]
  if ('problems' in checked || hasErrors(problems)) return { problems: inReadingOrder(problems) }
  const journey = assemble(id, checked.values, read.body, modules)
  const lineOf = (module: AuthoredModule, setting: string) =>
    Number(modules.find(({ file }) => file === module.file)?.lineOf(setting))
  const all = inReadingOrder([...problems, ...lintAudience(journey, lineOf), ...lintMinutes(journey, lineOf)])
  return hasErrors(all) ? { problems: all } : { problems: all, journey }
}

function assemble(
  id: string,
  settings: JourneySettings,
  body: string,
  modules: CheckedModule[],
): AuthoredJourney {
  const byId = new Map(modules.map(({ module }) => [module?.module.id, module]))
  return {
    id,
    title: settings.title,
    ...(settings.end !== undefined && { end: settings.end }),
    ...helpOf(settings),
    description: body.trim(),
    sender: settings.sender,
    ...(settings['reply-to'] !== undefined && { replyTo: settings['reply-to'] }),
    language: settings.language,
    zone: settings['time-zone'],
    days: settings['sending-days'] ?? [...weekdays],
    hours: settings['sending-hours'],
    modules: settings.modules
      .map(id => byId.get(id))
      .filter((module): module is AuthoredModule => module !== undefined),
  }
}

function helpOf({ 'risk-words': riskWords, 'speaking-up': speakingUp }: JourneySettings) {
  const help = {
    ...(riskWords !== undefined && { riskWords }),
    ...(speakingUp !== undefined && { speakingUp }),
  }
  return Object.keys(help).length > 0 ? { help } : {}
}
