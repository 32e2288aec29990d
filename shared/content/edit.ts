import { isDeepStrictEqual } from 'node:util'
import type { ModuleId } from '../domain/ids.ts'
import type { Journey, Module } from '../domain/journey.ts'
import { type PeopleByPlace, type PeopleNow, peopleNow } from '../domain/place.ts'

/**
 * What happens to a module. Places count from 1. `next` is how many people were to get it next, or now are; `reading`,
 * how many have it in their inbox and have not done it.
 */
export type ModuleEdit = {
  is: 'gone' | 'added' | 'moved' | 'retimed'
  module: Module
  place: number
  next: number
  reading: number
}

/** People whose next module becomes another one; absent at the end of the journey. */
export type Detour = { people: number; was?: Module; becomes?: Module }

/**
 * What happens to the closed question of a module that stays. One that is `changed`, by a word or an option, is another
 * question: what was answered to the one before does not count for it.
 */
export type QuestionEdit = { is: 'added' | 'changed' | 'gone'; module: Module }

/** What publishing `after` in place of `before` means for the people in the journey. */
export type Edit = {
  people: PeopleNow
  modules: ModuleEdit[]
  questions: QuestionEdit[]
  detours: Detour[]
}

/** Under way: how many, which module they have last been sent, if any. */
type Group = { people: number; last?: ModuleId }

/**
 * Compares two versions of a journey by the engine's rule: everybody goes on with the first new module behind the one
 * that they were sent last. Modules for some sectors only are counted as if they were for everybody.
 */
export function describeEdit(before: Journey, after: Journey, people: PeopleByPlace): Edit {
  const groups = groupsIn(people)
  const moves = groups.map(({ people, last }) => ({
    people,
    was: nextModule(before, before, last),
    becomes: nextModule(before, after, last),
  }))
  const count = (pick: 'was' | 'becomes', id: ModuleId) =>
    sum(moves.filter(move => move[pick]?.id === id).map(move => move.people))
  return {
    people: peopleNow(people),
    modules: moduleEdits(before, after).map(edit => ({
      ...edit,
      next: count(edit.is === 'added' ? 'becomes' : 'was', edit.module.id),
      reading: people[`reading.${edit.module.id}`] ?? 0,
    })),
    questions: questionEdits(before, after),
    detours: detours(moves),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

function groupsIn(people: PeopleByPlace): Group[] {
  return Object.entries(people).flatMap(([place, count]) => {
    const [, last] = /^(?:reading|after)\.(.+)$/.exec(place) ?? []
    if (count <= 0 || (place !== 'start' && last === undefined)) return []
    return [{ people: count, ...(last !== undefined && { last }) }]
  })
}

/** What follows, in one version, for somebody who has been sent everything up to `last` of the version before. */
function nextModule(before: Journey, version: Journey, last: ModuleId | undefined): Module | undefined {
  const sent = before.modules.slice(0, before.modules.findIndex(({ id }) => id === last) + 1)
  const latest = sent.findLast(({ id }) => find(version, id))
  const behind = version.modules.slice(version.modules.findIndex(({ id }) => id === latest?.id) + 1)
  return behind.find(({ id }) => !sent.some(module => module.id === id))
}

function detours(
  moves: readonly { people: number; was: Module | undefined; becomes: Module | undefined }[],
): Detour[] {
  const changed = moves.filter(({ was, becomes }) => was?.id !== becomes?.id)
  const byPath = Map.groupBy(changed, ({ was, becomes }) => `${was?.id} ${becomes?.id}`)
  return [...byPath.values()].map(([first, ...rest]) => ({
    people: sum([first, ...rest].map(move => move?.people ?? 0)),
    ...(first?.was && { was: first.was }),
    ...(first?.becomes && { becomes: first.becomes }),
  }))
}

function moduleEdits(before: Journey, after: Journey): Omit<ModuleEdit, 'next' | 'reading'>[] {
  const steady = longestRise(
    before.modules.map(({ id }) => after.modules.findIndex(module => module.id === id)).filter(at => at >= 0),
  )
  const gone = before.modules.flatMap((module, at) =>
    find(after, module.id) ? [] : [{ is: 'gone' as const, module, place: at + 1 }],
  )
  const others = after.modules.flatMap((module, at): Omit<ModuleEdit, 'next' | 'reading'>[] => {
    const old = find(before, module.id)
    const place = at + 1
    if (!old) return [{ is: 'added', module, place }]
    if (!steady.has(at)) return [{ is: 'moved', module, place }]
    return keepsTiming(old, module) ? [] : [{ is: 'retimed', module, place }]
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

/** The members of a longest rising run through a list: what can be said to have kept its order, while the rest moved. */
function longestRise(numbers: readonly number[]): Set<number> {
  const runs: number[][] = []
  for (const number of numbers) {
    const longest = runs.filter(run => (run.at(-1) ?? -1) < number).toSorted((a, b) => b.length - a.length)[0]
    runs.push([...(longest ?? []), number])
  }
  return new Set(runs.toSorted((a, b) => b.length - a.length)[0])
}
