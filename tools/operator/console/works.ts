import { randomBytes } from 'node:crypto'
import type { Html } from '../../../shared/web/html.ts'
import { problemOf } from '../aws/aws-problem.ts'
import type { Progress } from '../command/progress.ts'
import type { ProgressListener } from '../replay/progress-listener.ts'
import type { Section } from './sections.ts'

/** The number of ended tasks that are kept. */
const remembered = 100

/** The outcome of a task. */
export interface EndedWork {
  /** The result, and the possible next steps. */
  main: Html
  title: string
}

/** Something that takes time: a dry run, a replay, a change. It continues while nobody looks. */
export interface Work {
  id: string
  title: string
  section: Section
  /** The page that the operator came from. */
  back: { path: string; words: string }
  said: string[]
  progress?: Progress
  canStop: boolean
  isStopping: boolean
  outcome?: EndedWork
  /** Why it failed, in one line. */
  problem?: string
  /** Resolves when it has ended, with or without success. */
  ended: Promise<void>
}

/** A task to run. */
export interface Task extends Pick<Work, 'title' | 'section' | 'back'> {
  canStop?: boolean
  run: (listener: ProgressListener) => Promise<EndedWork>
}

/** The tasks of one console. */
export class Works {
  readonly #works = new Map<string, Work>()
  readonly #report: (error: unknown) => void

  /** @param report called with bugs, for which the page has no text. */
  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  find(id: string): Work | undefined {
    return this.#works.get(id)
  }

  start({ title, section, back, canStop = false, run }: Task): Work {
    const id = randomBytes(9).toString('base64url')
    const rest = { said: [], canStop, isStopping: false, ended: Promise.resolve() }
    const work: Work = { id, title, section, back, ...rest }
    work.ended = this.#follow(work, run)
    this.#works.set(id, work)
    this.#forget()
    return work
  }

  async #follow(work: Work, run: Task['run']): Promise<void> {
    try {
      work.outcome = await run({
        says: words => work.said.push(words),
        progress: progress => {
          work.progress = progress
        },
        wantsToStop: async () => work.isStopping,
      })
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) this.#report(error)
      work.problem =
        problem?.message ?? 'The console went wrong. The terminal that it was started in says how.'
    }
  }

  #forget(): void {
    const over = [...this.#works.values()].filter(({ outcome, problem }) => outcome || problem)
    for (const { id } of over.slice(0, -remembered)) this.#works.delete(id)
  }
}
