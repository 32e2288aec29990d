import { fork } from 'node:child_process'
import { once } from 'node:events'

/** The time to import a bundle, in milliseconds. */
export interface ImportTime {
  time: number
  /** The processor time of all threads, independent of other work on the machine. */
  processorTime: number
}

/** Any value is valid for a setting: an import reads settings and calls nothing. */
const anyValue: Readonly<Record<string, string>> = {
  SIGN_UPS_PER_NETWORK_HOUR: '20',
  DELIVERY_WORKERS: '1',
}

/** An environment with a valid value for each setting. */
export const envOf = (settings: Iterable<string>): Record<string, string> =>
  Object.fromEntries([...settings].map(name => [name, anyValue[name] ?? 'https://example.org/any']))

/** Imports a bundle in a fresh process. */
export async function importOnce(file: string, env: Record<string, string | undefined>): Promise<ImportTime> {
  const child = fork(new URL('import-time.ts', import.meta.url), [file], {
    env: { ...env, AWS_REGION: 'eu-west-2', PATH: process.env['PATH'] },
    execArgv: [],
  })
  const [taken] = (await once(child, 'message')) as [ImportTime]
  if (child.exitCode === null) await once(child, 'exit')
  return taken
}
