import type { ChildProcess } from 'node:child_process'

/**
 * The interval in which a process gets its share of a processor, in milliseconds: short enough that no slot is missed
 * because of it.
 */
const period = 25
const step = 2

/**
 * Limits a process to a share of a processor, as Lambda does by a function's memory, by stopping it for the rest of
 * each interval. This is stricter than Lambda, because idle time counts as well.
 * @returns a function that ends it and returns the share of the time in which the process could run.
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
