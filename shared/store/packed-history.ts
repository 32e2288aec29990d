import { entryFields, entryRules, isWordField } from './history-entry.ts'
import { type NumberOf, type Spell, spelledBy } from './words.ts'

/** What an entry is told from: the one before it. */
interface Before {
  seconds: number
  version: number
  /** The fields that were named last, by their marks: those of the module, and of the version in whose words it came. */
  named: Readonly<Record<string, string | undefined>>
}
const nothing: Before = { seconds: 0, version: 0, named: {} }

/** Most entries are of the very next write: that is left unsaid. */
const stepText = (step: number): string => (step === 1 ? '' : step.toString(36))
const stepFrom = (text: string): number => (text === '' ? 1 : Number.parseInt(text, 36))

/** Fields that many entries in a row have alike: each is named only where it is another than before. */
const alike: readonly string[] = ['moduleId', 'journeyVersion']

/** The marks of those that entries of each code begin with, in their order. */
const alikeMarks = new Map(
  Array.from(entryRules, ([code, { keeps }]) => {
    const end = keeps.findIndex(field => !alike.includes(field))
    const leading = end < 0 ? keeps : keeps.slice(0, end)
    return [code, leading.map(field => entryFields[field as keyof typeof entryFields].mark)]
  }),
)
const alikeIn = (code: string): readonly string[] => alikeMarks.get(code) ?? []

/** An entry's fields as they are said, and what is named by then. */
interface Said {
  fields: readonly string[]
  named: Before['named']
}

/** Leaves out what is named as before. A mark alone says that an entry has none where the one before it had. */
function leaveOut(code: string, fields: readonly string[], before: Before['named']): Said {
  const marks = alikeIn(code)
  if (marks.length === 0) return { fields, named: before }
  const rest = [...fields]
  const said: string[] = []
  const named = { ...before }
  for (const mark of marks) {
    const field = rest[0]?.startsWith(mark) ? rest.shift() : undefined
    if (field !== named[mark]) said.push(field ?? mark)
    named[mark] = field
  }
  return { fields: [...said, ...rest], named }
}

/** Puts in again what was left out. */
function putIn(code: string, said: readonly string[], before: Before['named']): Said {
  const marks = alikeIn(code)
  if (marks.length === 0) return { fields: said, named: before }
  const rest = [...said]
  const fields: string[] = []
  const named = { ...before }
  for (const mark of marks) {
    const field = rest[0]?.startsWith(mark) ? rest.shift() : named[mark]
    named[mark] = field === mark ? undefined : field
    if (named[mark] !== undefined) fields.push(named[mark])
  }
  return { fields: [...fields, ...rest], named }
}

const changeWord = (field: string, change: (word: string) => string): string =>
  isWordField(field) ? `${field.charAt(0)}${change(field.slice(1))}` : field

interface Read {
  text: string
  before: Before
}

function packEntry(entry: string, before: Before, numberOf: NumberOf): Read {
  const [code = '', time = '', counter = '', ...fields] = entry.split(':')
  const [seconds, version] = [Number.parseInt(time, 36), Number.parseInt(counter, 36)]
  const { fields: said, named } = leaveOut(code, fields, before.named)
  const since = (seconds - before.seconds).toString(36)
  const head = `${since}${code.toUpperCase()}${stepText(version - before.version)}`
  const text = [head, ...said.map(field => changeWord(field, numberOf))].join(':')
  return { text, before: { seconds, version, named } }
}

/** Seconds since the entry before it, what happened, and writes since: `9c0M2`. */
const Head = /^(-?[0-9a-z]+)([A-Z]+)(-?[0-9a-z]*)$/

function readHead(head: string, before: Before): Omit<Before, 'named'> & { code: string } {
  const [, since, code, step] = Head.exec(head) ?? []
  if (since === undefined || code === undefined || step === undefined)
    throw new Error(
      `History entry "${head}" cannot be read: unknown to this version. Deploy the newest version.`,
    )
  const seconds = before.seconds + Number.parseInt(since, 36)
  return { code: code.toLowerCase(), seconds, version: before.version + stepFrom(step) }
}

function unpackEntry(entry: string, before: Before, spell: Spell): Read {
  const [head = '', ...said] = entry.split(':')
  const { code, seconds, version } = readHead(head, before)
  const spelled = said.map(field => changeWord(field, spell))
  const { fields, named } = putIn(code, spelled, before.named)
  const text = [code, seconds.toString(36), version.toString(36), ...fields].join(':')
  return { text, before: { seconds, version, named } }
}

function eachEntry(history: string, read: (entry: string, before: Before) => Read): string {
  if (history === '') return ''
  let last = nothing
  const texts = history.split(' ').map(entry => {
    const { text, before } = read(entry, last)
    last = before
    return text
  })
  return texts.join(' ')
}

/** A history as the row of a journey holds it: each entry told from the one before it, and words by their numbers. */
export const packHistory = (history: string, numberOf: NumberOf): string =>
  eachEntry(history, (entry, before) => packEntry(entry, before, numberOf))

/** The same, as it was before it was packed. @throws on an entry that no version of this system has written. */
export const unpackHistory = (packed: string, spell: Spell): string =>
  eachEntry(packed, (entry, before) => unpackEntry(entry, before, spell))

/** The history in a stored row: packed, or as it is where the row has no list of words; empty where there is none. */
export function historyIn(row: Readonly<Record<string, unknown>>): string {
  const { h = '', w } = row
  return w === undefined ? String(h) : unpackHistory(String(h), spelledBy(String(w)))
}
