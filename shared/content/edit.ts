import { isDeepStrictEqual } from 'node:util'
import type { ModuleId } from '../domain/ids.ts'
import type { Journey, Module } from '../domain/journey.ts'

/**
 * What happens to a module. Positions count from 1. `renamed`: it has another id, and so counts as another module.
 * `kept`: it may still reach other people than before, because its neighbours moved.
 */
export type ModuleEdit =
  | { is: 'gone' | 'added' | 'moved' | 'retimed' | 'kept'; module: Module; place: number }
  | { is: 'renamed'; module: Module; place: number; was: ModuleId }

/**
 * What happens to the question of a kept module. `changed`, by a word or an option, makes it another question;
 * earlier answers do not count for it.
 */
export interface QuestionEdit {
  is: 'added' | 'changed' | 'gone'
  module: Module
}

/** The difference between two versions of a journey. */
export interface Edit {
  modules: ModuleEdit[]
  questions: QuestionEdit[]
}

/** The new ids of renamed modules by their old ids. */
export type Renames = ReadonlyMap<ModuleId, ModuleId>

/** Compares two versions of a journey, without regard to any learner. */
export const compareVersions = (before: Journey, after: Journey, renames: Renames): Edit => ({
  modules: moduleEdits(before, after, renames),
  questions: questionEdits(before, after),
})

function moduleEdits(before: Journey, after: Journey, renames: Renames): ModuleEdit[] {
  const steady = longestRise(
    before.modules.map(({ id }) => after.modules.findIndex(module => module.id === id)).filter(at => at >= 0),
  )
  const renamed = new Set(renames.values())
  const gone = before.modules.flatMap((module, at) =>
    find(after, module.id) || renamed.has(module.id) ? [] : [{ is: 'gone' as const, module, place: at + 1 }],
  )
  const others = after.modules.map((module, at): ModuleEdit => {
    const here = { module, place: at + 1 }
    const was = renames.get(module.id)
    if (was !== undefined) return { is: 'renamed', was, ...here }
    const old = find(before, module.id)
    if (!old) return { is: 'added', ...here }
    if (!steady.has(at)) return { is: 'moved', ...here }
    return { is: keepsTiming(old, module) ? 'kept' : 'retimed', ...here }
  })
  return [...gone, ...others]
}

const find = ({ modules }: Journey, id: ModuleId) => modules.find(module => module.id === id)

const timing = ({ title: _, question: __, ...rest }: Module) => rest

const keepsTiming = (old: Module, module: Module): boolean => isDeepStrictEqual(timing(old), timing(module))

const questionEdits = (before: Journey, after: Journey): QuestionEdit[] =>
  after.modules.flatMap((module): QuestionEdit[] => {
    const old = find(before, module.id)
    const [was, becomes] = [old?.question?.version, module.question?.version]
    if (!old || was === becomes) return []
    return [{ is: was === undefined ? 'added' : becomes === undefined ? 'gone' : 'changed', module }]
  })

/** A longest increasing subsequence: the modules that kept their order, while the others moved. */
function longestRise(numbers: readonly number[]): Set<number> {
  const runs: number[][] = []
  for (const number of numbers) {
    const longest = runs.filter(run => (run.at(-1) ?? -1) < number).toSorted((a, b) => b.length - a.length)[0]
    runs.push([...(longest ?? []), number])
  }
  return new Set(runs.toSorted((a, b) => b.length - a.length)[0])
}
