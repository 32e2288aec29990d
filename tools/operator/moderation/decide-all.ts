import { problemOf } from '../aws/aws-problem.ts'
import type { OperatorDeps } from '../deps.ts'
import type { ProgressListener } from '../replay/progress-listener.ts'
import { type Decided, type Decision, decide } from './decide.ts'

/** Carries out decisions one after the other. A failure is reported, and the others go on. */
export async function decideAll<One extends Decision>(
  deps: OperatorDeps,
  decisions: readonly One[],
  { progress }: Pick<ProgressListener, 'progress'>,
): Promise<(One & Decided)[]> {
  const all: (One & Decided)[] = []
  for (const one of decisions) {
    all.push({ ...one, ...(await decideOrSay(deps, one)) })
    progress({ done: all.length, of: decisions.length, unit: 'excerpts' })
  }
  return all
}

async function decideOrSay(deps: OperatorDeps, decision: Decision): Promise<Decided> {
  try {
    return await decide(deps, decision)
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    return { isDone: false, words: problem.message }
  }
}
