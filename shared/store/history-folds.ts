/**
 * Entries, by their codes (`history.ts`), of what somebody can bring about as often as they like, or what a trouble
 * brings about while it lasts: of a run of them each kind is kept once, with how often and since when. What says how
 * somebody went through a journey is never folded.
 */
const inRuns = 'w tb u sr lw b pc ar ac au af jp:learner jr'.split(' ')

/** The same, far apart, and letters, of which a replay reads each: folded only in a history that has grown long. */
const whenLong = 'lr le sc un jn a ef c im su sl rr'.split(' ')

/** A history of this length has been played with, or has seen years of trouble; a row may hold 400 KB (DynamoDB, item size). */
const long = 2048

/** Marks in an entry: how many it stands for, and when the first of them was. */
export const foldMarks = { times: 'x', since: 'f' } as const

const codeOf = (entry: string): string => entry.slice(0, entry.indexOf(':'))
const fieldsOf = (entry: string): string[] => entry.split(':')

/** What makes two entries the same: what happened, and with what. */
function kindOf(entry: string): string {
  const [code = '', , , detail = ''] = fieldsOf(entry)
  return `${code}:${detail}`
}

const isOneOf = (codes: readonly string[], entry: string): boolean =>
  codes.includes(codeOf(entry)) || codes.includes(kindOf(entry))

/** Whether entries of this code may be folded into later ones. */
export const isFolded = (code: string): boolean =>
  [...inRuns, ...whenLong].some(one => one === code || one.startsWith(`${code}:`))

/** A later entry that stands for an earlier one of its kind, too. */
function folded(earlier: string, later: string): string {
  const [code, at, version, detail = '', ...told] = fieldsOf(later)
  const before = fieldsOf(earlier)
  const markOf = (fields: readonly string[], mark: string) =>
    fields
      .slice(4)
      .find(field => field.startsWith(mark))
      ?.slice(1)
  const timesOf = (fields: readonly string[]) => Number.parseInt(markOf(fields, foldMarks.times) ?? '1', 36)
  const times = timesOf(before) + timesOf(fieldsOf(later))
  const since = markOf(before, foldMarks.since) ?? before[1]
  const own = told.filter(field => !field.startsWith(foldMarks.times) && !field.startsWith(foldMarks.since))
  const fold = [`${foldMarks.times}${times.toString(36)}`, `${foldMarks.since}${since}`]
  return [code, at, version, detail, ...own, ...fold].join(':')
}

/** Adds an entry; in the run at the end, it takes the place of the one of its kind. */
export function addFolded(entries: string[], entry: string): void {
  const runFrom = entries.findLastIndex(one => !isOneOf(inRuns, one)) + 1
  const same = isOneOf(inRuns, entry)
    ? entries.findIndex((one, place) => place >= runFrom && kindOf(one) === kindOf(entry))
    : -1
  const [earlier] = same < 0 ? [] : entries.splice(same, 1)
  entries.push(earlier === undefined ? entry : folded(earlier, entry))
}

/** Of a history that has grown long, only the last of each kind that may be folded, wherever it stands. */
export function squeezed(entries: readonly string[]): readonly string[] {
  if (entries.join(' ').length <= long) return entries
  const latest = new Map<string, number>()
  const kept: (string | undefined)[] = []
  for (const entry of entries) {
    const kind = kindOf(entry)
    const before = isOneOf([...inRuns, ...whenLong], entry) ? latest.get(kind) : undefined
    const earlier = before === undefined ? undefined : kept[before]
    if (before !== undefined) kept[before] = undefined
    kept.push(earlier === undefined ? entry : folded(earlier, entry))
    latest.set(kind, kept.length - 1)
  }
  return kept.filter(entry => entry !== undefined)
}
