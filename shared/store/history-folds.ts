import { definitionOf, type EventType } from '../domain/domain-event.ts'
import { entryFields, entryRules, fieldText } from './history-entry.ts'

/**
 * Characters from which a history is folded. Only playful presses or long faults make one so long; a row has at most
 * 400 KB (DynamoDB, item size).
 */
const long = 2048

interface Folding {
  isInRuns: boolean
  /** The marks of the fields that must be equal. */
  alike: readonly string[]
  /** The fields that an entry must have to be folded. */
  only: readonly string[]
}

/** The foldings by event code. Events about a learner's progress are never folded. */
const foldings = new Map(
  [...entryRules.values()].flatMap(({ code, folds }): [string, Folding][] => {
    if (folds === 'never') return []
    const { where, alike, only = {} } = folds
    return [
      [
        code,
        {
          isInRuns: where === 'in-runs',
          alike: alike.map(field => fieldText(field, '')),
          only: Object.entries(only).map(([field, value]) => fieldText(field, value)),
        },
      ],
    ]
  }),
)

const codeOf = (entry: string): string => entry.slice(0, entry.indexOf(':'))
/** The fields of an entry after its code, time and version. */
const fieldsOf = (entry: string): string[] => entry.split(':').slice(3)

/** How an entry is folded; undefined if it is not. */
function foldingOf(entry: string): Folding | undefined {
  const folding = foldings.get(codeOf(entry))
  if (!folding || folding.only.length === 0) return folding
  const fields = fieldsOf(entry)
  return folding.only.every(field => fields.includes(field)) ? folding : undefined
}

/** What must be equal in two entries: the code and some fields. */
function kindOf(entry: string, { alike }: Folding): string {
  const said = fieldsOf(entry).filter(field => alike.includes(field.charAt(0)))
  return [codeOf(entry), ...said].join(':')
}

const isInRuns = (entry: string): boolean => foldingOf(entry)?.isInRuns ?? false

/** Whether entries of this type may be folded. */
export const isEverFolded = (type: EventType): boolean => {
  const { history } = definitionOf(type)
  return history !== 'left-out' && history.folds !== 'never'
}

const { times: timesField, since: sinceField } = entryFields

/** A later entry that also counts an earlier one of its kind. */
function folded(earlier: string, later: string): string {
  const saidUnder = (entry: string, { mark }: { mark: string }) =>
    fieldsOf(entry)
      .find(field => field.startsWith(mark))
      ?.slice(1)
  const timesOf = (entry: string) => Number.parseInt(saidUnder(entry, timesField) ?? '1', 36)
  const since = saidUnder(earlier, sinceField) ?? earlier.split(':')[1]
  const own = later.split(':').filter((field, i) => i < 3 || !isOfFold(field))
  const times = fieldText('times', timesOf(earlier) + timesOf(later))
  return [...own, times, `${sinceField.mark}${since}`].join(':')
}

const isOfFold = (field: string): boolean =>
  field.startsWith(timesField.mark) || field.startsWith(sinceField.mark)

/** Adds an entry. In the run at the end, it replaces the entry of its kind. */
export function addFolded(entries: string[], entry: string): void {
  const folding = foldingOf(entry)
  const same = folding?.isInRuns ? sameInRun(entries, kindOf(entry, folding), folding) : -1
  const [earlier] = same < 0 ? [] : entries.splice(same, 1)
  entries.push(earlier === undefined ? entry : folded(earlier, entry))
}

function sameInRun(entries: readonly string[], kind: string, folding: Folding): number {
  const runFrom = entries.findLastIndex(one => !isInRuns(one)) + 1
  return entries.findIndex((one, place) => place >= runFrom && kindOf(one, folding) === kind)
}

/** A long history with only the last entry of each foldable kind, wherever it is. */
export function compacted(entries: readonly string[]): readonly string[] {
  if (entries.join(' ').length <= long) return entries
  const latest = new Map<string, number>()
  const kept: (string | undefined)[] = []
  for (const entry of entries) {
    const folding = foldingOf(entry)
    const kind = folding && kindOf(entry, folding)
    const before = kind === undefined ? undefined : latest.get(kind)
    const earlier = before === undefined ? undefined : kept[before]
    if (before !== undefined) kept[before] = undefined
    kept.push(earlier === undefined ? entry : folded(earlier, entry))
    if (kind !== undefined) latest.set(kind, kept.length - 1)
  }
  return kept.filter(entry => entry !== undefined)
}
