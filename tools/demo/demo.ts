import { createServer } from 'node:http'
import { fail } from '../local/fail.ts'
import { readJourneys } from '../local/journeys.ts'
import { listen } from '../local/listen.ts'
import { LocalProblem } from '../local/local-problem.ts'
import { type Options, readOptions } from '../local/options.ts'
import { settingOf } from '../local/own-clients.ts'
import { dataDir, runStack } from '../local/run-stack.ts'
import { DataFolder } from '../local/state/data-folder.ts'
import { readAssembly } from '../local/template/assembly.ts'
import type { Place } from '../local/template/place.ts'
import { synthesise } from '../local/template/synthesise.ts'
import { readWiring, type Wiring } from '../local/template/wiring.ts'
import { print } from '../terminal/printable.ts'
import { stopServer } from '../web/node-http.ts'
import { fillFolder, refuseToOverwrite } from './fill-folder.ts'
import { keptInboxes, playLife } from './life.ts'

/** `npm run demo`: the whole system on this machine, with a thousand made-up people in it. */

const command = 'npm run demo'
const people = 1000
const weeks = 10
const seed = 1

const placeOf = ({ port, awsPort }: Options): Place => ({
  website: `http://localhost:${port}`,
  aws: `http://127.0.0.1:${awsPort}`,
})

async function fill(place: Place, data: DataFolder, wiring: Wiring): Promise<void> {
  print(`Playing ${weeks} weeks of ${people} made-up people, up to now …`)
  const played = await playLife({
    ...{ people, weeks, seed },
    end: Date.now(),
    tableName: settingOf(wiring, 'TABLE_NAME'),
    publicUrl: place.website,
    journeys: await readJourneys(),
    say: line => print(`  ${line}`),
  })
  await fillFolder(data, wiring, played)
  print(`${played.rows.length} rows and ${played.emails.length} emails are in ${data.path}.`)
}

const whereToLook = ({ website }: Place) => `
All of them are made up: person-1@demo.example to person-${people}@demo.example. Where to look:

  How we know each other    ${website}/together
  Answers and My journey    ${website}/_local/ has the emails of the first ${keptInboxes} people, with their links
  Circles                   ${website}/_local/console/circles
                            the inbox has letters that propose a group, introduce, and ask to host
  Charts and commands       ${website}/_local/console/
  At the command line       npm run operator -- status --local
                            npm run operator -- report --local
                            npm run operator -- circles list --local
                            npm run operator -- reflections next shiftworks --local
                            npm run operator -- learner person-1@demo.example --local
`

/** @throws {LocalProblem} if a port is taken; checked now, because playing the demo takes long */
async function needPorts({ port, awsPort }: Options): Promise<void> {
  for (const [needed, variable] of [
    [port, 'PORT'],
    [awsPort, 'AWS_PORT'],
  ] as const) {
    const server = createServer()
    await listen(server, needed, variable, command)
    await stopServer(server)
  }
}

async function demo(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env, command)
  if (!options.reset) refuseToOverwrite(dataDir)
  if (options.port === 0)
    throw new LocalProblem('Links in the emails name the port of the website, so PORT=0 cannot be used here.')
  await needPorts(options)
  const place = placeOf(options)
  const wiring = readWiring(readAssembly(await synthesise(print)), place)
  await fill(place, await DataFolder.open(dataDir, options.reset), wiring)
  await runStack({ ...options, reset: false })
  print(whereToLook(place))
}

await demo().catch(fail)
