import type { ChildProcess } from 'node:child_process'

/** In which a process gets its share, in milliseconds: short enough that a slot is not missed over it. */
const period = 25
const step = 2

/**
 * Holds a process to a share of a processor, as Lambda does by a function's memory: it is stopped for the rest of each
 * period. Harder than Lambda, since time in which it has nothing to do counts as well.
 * @returns what ends it, and tells the share of the time in which the process could run.
 */
export function hold(child: ChildProcess, share: number): () => number {
  const begun = performance.now()
  let [last, ran, isRunning] = [begun, 0, true]
  const timer = setInterval(() => {
    const now = performance.now()
    if (isRunning) ran += now - last
    last = now
    const mayRun = ran <= share * (now - begun) && (now - begun) % period < period * share + step
    if (mayRun !== isRunning) child.kill(mayRun ? 'SIGCONT' : 'SIGSTOP')
    isRunning = mayRun
  }, step)
  return () => {
    clearInterval(timer)
    child.kill('SIGCONT')
    return ran / (performance.now() - begun)
  }
}
