import { OperatorProblem } from '../problem.ts'

/** The system that a command works on: the local one, or a deployment. */
export type Place =
  | { is: 'local'; stage: 'local'; endpoint: string }
  | { is: 'stage'; stage: string; region: string }

/** The options that name a system. */
export interface PlaceOptions {
  local?: boolean
  stage?: string
  region?: string
}

/** The default region of a deployment (`infra/settings.ts`). */
const usualRegion = 'eu-west-2'

/** The options that name a system on a command line: `--stage prod`, and its region unless it is the usual one. */
export function optionsOf(place: Place): string {
  if (place.is === 'local') return '--local'
  const { stage, region } = place
  return `--stage ${stage}${region === usualRegion ? '' : ` --region ${region}`}`
}

/** Characters that a shell does not interpret. */
const plainWord = /^[\w@%+=:,./-]+$/

/** Text that a shell leaves unchanged between double quotes; between single quotes it leaves everything. */
const plainInQuotes = /^[^"$`!\\]*$/

function shellWord(word: string): string {
  if (plainWord.test(word)) return word
  return plainInQuotes.test(word) ? `"${word}"` : `'${word.replaceAll("'", `'"'"'`)}'`
}

/**
 * A command line to paste, for the same system. It is at the end of its line, so that nothing else is pasted.
 * @param system the options that name it.
 * @param words the command and its arguments.
 */
export const commandLine = (system: string, ...words: readonly string[]): string =>
  `npm run operator -- ${words.map(shellWord).join(' ')} ${system}`

/** At which port of this machine AWS is played. @throws OperatorProblem when the environment names none. */
export function localPort({ AWS_PORT: named = '' }: Readonly<Record<string, string | undefined>>): string {
  const port = named === '' ? '4566' : named
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return port
  throw new OperatorProblem(
    `AWS_PORT is "${named}", which is no port. Set it to the one that npm start says, or leave it out: 4566.`,
  )
}

/** @throws OperatorProblem when the options name no place, or two. */
export function readPlace(options: PlaceOptions, env: Readonly<Record<string, string | undefined>>): Place {
  const { local, stage } = options
  if (local && stage) throw new OperatorProblem('Say --local or --stage, not both.')
  if (local) return { is: 'local', stage: 'local', endpoint: `http://127.0.0.1:${localPort(env)}` }
  if (!stage)
    throw new OperatorProblem('Say which system: --local, or --stage <name> with --region <region>.')
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage))
    throw new OperatorProblem(`"${stage}" cannot be a stage: lower-case letters, digits and hyphens only.`)
  return { is: 'stage', stage, region: options.region ?? (env['AWS_REGION'] || usualRegion) }
}
