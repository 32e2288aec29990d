import { createServer, type Server } from 'node:http'
import { stopServer } from '../web/node-http.ts'
import { type Database, startDatabase } from './aws/dynoxide.ts'
import { type Emulators, startEmulators } from './aws/emulators.ts'
import { AwsEndpoint } from './aws/endpoint.ts'
import { listen } from './listen.ts'
import { DataFolder } from './state/data-folder.ts'
import { JsonFile } from './state/json-file.ts'
import type { Place } from './template/place.ts'
import { synthesise } from './template/synthesise.ts'
import { Activity } from './time/activity.ts'
import { Agenda } from './time/agenda.ts'
import { Clock } from './time/clock.ts'
import { notReady } from './website/not-ready.ts'

export type LocalInfrastructureOptions = {
  /** The website's port; 0 for any free port. */
  port: number
  /** The AWS endpoint's port; 0 for any free port. */
  awsPort: number
  /** The folder of everything that survives a restart. */
  dataDir: string
  /** Deletes that folder's data first. */
  reset?: boolean
  /** The folder of a synthesised app; absent: the app is synthesised. */
  assembly?: string
  /** Told what takes long. */
  say?: (line: string) => void
  /** Called if a part that cannot be replaced ends by itself; absent: that ends the process with an error. */
  onCrash?: (what: string) => void
}

/** What must run before any wiring can. */
export type LocalInfrastructure = {
  place: Place
  data: DataFolder
  clock: Clock
  /** Saves the clock's offset. To be called after every jump. */
  saveClock(): void
  agenda: Agenda
  activity: Activity
  database: Database
  emulators: Emulators
  endpoint: AwsEndpoint
  site: Server
  /** The folder of the synthesised app. */
  assembly: string
}

/**
 * Takes the ports, starts the emulators and synthesises the app, in parallel where possible.
 * @param closers gets what has to be closed, also after a failure
 */
export async function startInfrastructure(
  options: LocalInfrastructureOptions,
  closers: AsyncDisposableStack,
): Promise<LocalInfrastructure> {
  const data = await DataFolder.open(options.dataDir, options.reset ?? false)
  const saved = new JsonFile(data.in('clock.json'), { ahead: 0 })
  const clock = new Clock(saved.value.ahead)
  const activity = new Activity()
  const agenda = new Agenda(clock, activity)
  const servers = await takePorts(options, closers)
  data.claim(servers.place.website)
  closers.defer(() => data.release())
  const [database, emulators, assembly] = await together(
    startDatabase(data.in('table.db'), options.onCrash ?? crash).then(closing(closers)),
    startEmulators(clock, data.in('queues')).then(closing(closers)),
    options.assembly === undefined ? synthesise(options.say) : Promise.resolve(options.assembly),
  )
  const saveClock = () => saved.write({ ahead: clock.ahead() })
  return { ...servers, data, clock, saveClock, agenda, activity, database, emulators, assembly }
}

const crash = (what: string): never => {
  throw new Error(what)
}

type Servers = Pick<LocalInfrastructure, 'site' | 'endpoint' | 'place'>

async function takePorts(
  { port, awsPort }: LocalInfrastructureOptions,
  closers: AsyncDisposableStack,
): Promise<Servers> {
  // API Gateway takes 10,240 bytes of request line and headers.
  const site = createServer({ maxHeaderSize: 10_240 }, notReady)
  const sitePort = await listen(site, port, 'PORT')
  closers.defer(() => stopServer(site))
  const endpoint = new AwsEndpoint()
  const endpointPort = await listen(endpoint.server, awsPort, 'AWS_PORT')
  closers.defer(() => stopServer(endpoint.server))
  return {
    site,
    endpoint,
    place: { website: `http://localhost:${sitePort}`, aws: `http://127.0.0.1:${endpointPort}` },
  }
}

const closing =
  (closers: AsyncDisposableStack) =>
  <T extends { close(): Promise<void> }>(part: T): T => {
    closers.defer(() => part.close())
    return part
  }

/** Waits for all, so that nothing is still starting after one of them has failed. */
async function together<T extends readonly Promise<unknown>[]>(
  ...work: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work)
  return Promise.all(work)
}
