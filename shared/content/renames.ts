import type { ModulePage } from '../contracts/published-journey.ts'
import type { ModuleId } from '../domain/ids.ts'
import type { Renames } from './edit.ts'

/** The share of common word pairs from which two texts count as nearly the same. */
const nearlyTheSame = 0.8

/** Pairs of consecutive words with their numbers. */
function pairsOf({ html, title }: ModulePage): Map<string, number> {
  const words = `${title} ${html.replaceAll(/<[^>]*>/g, ' ')}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const pairs = new Map<string, number>()
  for (const [at, word] of words.entries()) {
    const pair = `${words[at - 1] ?? ''} ${word}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number =>
  [...pairs.values()].reduce((sum, count) => sum + count, 0)

/** The similarity of two texts from 0 to 1: Dice's coefficient over pairs of words. */
function likeness(a: ModulePage, b: ModulePage): number {
  const [ofA, ofB] = [pairsOf(a), pairsOf(b)]
  const shared = [...ofA].reduce((sum, [pair, count]) => sum + Math.min(count, ofB.get(pair) ?? 0), 0)
  return (2 * shared) / Math.max(1, sizeOf(ofA) + sizeOf(ofB))
}

/**
 * Modules whose id changed and little else: one id is gone, another is new, and the texts are similar. The most
 * similar are paired first.
 */
export function findRenames(before: readonly ModulePage[], after: readonly ModulePage[]): Renames {
  const has = (pages: readonly ModulePage[], id: ModuleId) => pages.some(page => page.id === id)
  const gone = before.filter(({ id }) => !has(after, id))
  const added = after.filter(({ id }) => !has(before, id))
  const pairs = gone.flatMap(was =>
    added.map(becomes => ({ was: was.id, becomes: becomes.id, like: likeness(was, becomes) })),
  )
  const renames = new Map<ModuleId, ModuleId>()
  const taken = new Set<ModuleId>()
  for (const { was, becomes, like } of pairs.toSorted((a, b) => b.like - a.like)) {
    if (like < nearlyTheSame || renames.has(becomes) || taken.has(was)) continue
    renames.set(becomes, was)
    taken.add(was)
  }
  return renames
}
