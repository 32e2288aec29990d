import type { ModulePage } from '../contracts/published-journey.ts'
import type { ModuleId } from '../domain/ids.ts'
import type { Renames } from './edit.ts'

/** From this share of words that follow each other in both on, two texts are nearly the same. */
const nearlyTheSame = 0.8

/** Pairs of words that follow each other, with how often they do. */
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

/** How much two texts have in common, from 0 to 1: the coefficient of Dice over pairs of words. */
function likeness(a: ModulePage, b: ModulePage): number {
  const [ofA, ofB] = [pairsOf(a), pairsOf(b)]
  const shared = [...ofA].reduce((sum, [pair, count]) => sum + Math.min(count, ofB.get(pair) ?? 0), 0)
  return (2 * shared) / Math.max(1, sizeOf(ofA) + sizeOf(ofB))
}

/**
 * Modules that have got another id and are the same otherwise, or nearly so: one id is gone, another is new, and the words
 * are alike. The likest are paired first.
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
