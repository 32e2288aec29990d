import { cpus, totalmem, type } from 'node:os'

/** What the figures were taken on. */
export interface Machine {
  processor: string
  cores: number
  memoryGigabytes: number
  system: string
  node: string
}

export function thisMachine(): Machine {
  const [first] = cpus()
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.version,
  }
}
