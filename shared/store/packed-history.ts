import { entryFields, entryRules, isWordField } from './history-entry.ts'
import { type NumberOf, type WordLookup, wordLookup } from './words.ts'

/** The state that an entry is encoded against: the entry before it. */
interface Before {
  seconds: number
  version: number
  /** The last value of each repeated field, by mark: the module, and the journey version of its text. */
  named: Readonly<Record<string, string | undefined>>
}
const nothing: Before = { seconds: 0, version: 0, named: {} }

/** The number of writes since the entry before it; omitted if 1, as in most entries. */
const stepText = (step: number): string => (step === 1 ? '' : step.toString(36))
const stepFrom = (text: string): number => (text === '' ? 1 : Number.parseInt(text, 36))

/** Fields that many consecutive entries share. They are stored only when they change. */
const alike: readonly string[] = ['moduleId', 'journeyVersion']

/** The marks of the shared fields that the entries of each code begin with, in order. */
const alikeMarks = new Map(
  Array.from(entryRules, ([code, { keeps }]) => {
    const end = keeps.findIndex(field => !alike.includes(field))
    const leading = end < 0 ? keeps : keeps.slice(0, end)
    return [code, leading.map(field => entryFields[field as keyof typeof entryFields].mark)]
  }),
)
const alikeIn = (code: string): readonly string[] => alikeMarks.get(code) ?? []

/** The fields of a packed entry, and the last value of each named field after it. */
interface Said {
  fields: readonly string[]
  named: Before['named']
}

/** Omits fields that are as before. A mark without a value means that the field is absent, unlike before. */
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

/** Restores omitted fields. */
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

/** Seconds since the entry before it, event code, and writes since: `9c0M2`. */
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

function unpackEntry(entry: string, before: Before, wordAt: WordLookup): Read {
  const [head = '', ...said] = entry.split(':')
  const { code, seconds, version } = readHead(head, before)
  const spelled = said.map(field => changeWord(field, wordAt))
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

/** Packs a history for the row of a journey: each entry relative to the one before it, and words as numbers. */
export const packHistory = (history: string, numberOf: NumberOf): string =>
  eachEntry(history, (entry, before) => packEntry(entry, before, numberOf))

/**
 * Unpacks a history.
 * @throws on an entry that no version of this system has written.
 */
export const unpackHistory = (packed: string, wordAt: WordLookup): string =>
  eachEntry(packed, (entry, before) => unpackEntry(entry, before, wordAt))

/** The history of a stored row: packed, or plain if the row has no list of words; empty if there is none. */
export function historyIn(row: Readonly<Record<string, unknown>>): string {
  const { h = '', w } = row
  return w === undefined ? String(h) : unpackHistory(String(h), wordLookup(String(w)))
}
